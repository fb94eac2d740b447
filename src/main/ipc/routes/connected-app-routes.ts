import type { Services } from '../../host/services.ts';
import type { AppChangeError } from '../../connected-apps/app-change-error.ts';
import { carried, orRaise, raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** AI apps on this computer. What else is in their files stays in main. */
export const connectedAppRoutes = ({ connectedApps }: Pick<Services, 'connectedApps'>) => ({
  list: os.connectedApps.list.handler(async () => [...(await (await connectedApps()).list())]),
  preview: os.connectedApps.preview.handler(async ({ input, errors }) =>
    orRaise(await (await connectedApps()).preview(input.id, input.change), errors),
  ),
  apply: os.connectedApps.apply.handler(async ({ input, errors }) => {
    const { id, change, token } = input;
    const applied = await (await connectedApps()).apply(id, change, token);
    return applied.ok ? { undoId: applied.value } : raise(errors, carriedError(applied.error));
  }),
  keepTheirs: os.connectedApps.keepTheirs.handler(async ({ input, errors }) => {
    orRaise(await (await connectedApps()).keepTheirs(input.id), errors);
    return {};
  }),
});

/** Codes without data carry none. */
const carriedError = (error: AppChangeError) =>
  error.code === 'PREVIEW_OUTDATED' ? ({ code: error.code } as const) : carried(error);

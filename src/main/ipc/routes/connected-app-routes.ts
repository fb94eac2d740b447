import type { Services } from '../../host/services.ts';
import type { AppChangeError } from '../../connected-apps/app-change-error.ts';
import { nameableApps } from '../../connected-apps/found-apps.ts';
import { carried, orRaise, raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** AI apps on this computer. What else is in their files stays in main. */
export const connectedAppRoutes = ({
  connectedApps,
  choosePath,
}: Pick<Services, 'connectedApps' | 'choosePath'>) => ({
  list: os.connectedApps.list.handler(async () => [...(await (await connectedApps()).list())]),
  preview: os.connectedApps.preview.handler(async ({ input, errors }) =>
    orRaise(await (await connectedApps()).preview(input.id, input.change, input.by), errors),
  ),
  apply: os.connectedApps.apply.handler(async ({ input, errors }) => {
    const { id, change, token, by } = input;
    const applied = await (await connectedApps()).apply(id, change, token, by);
    return applied.ok ? { undoId: applied.value } : raise(errors, carriedError(applied.error));
  }),
  keepTheirs: os.connectedApps.keepTheirs.handler(async ({ input, errors }) => {
    orRaise(await (await connectedApps()).keepTheirs(input.id), errors);
    return {};
  }),
  nameable: os.connectedApps.nameable.handler(() => nameableApps.map((app) => ({ ...app }))),
  namePlace: os.connectedApps.namePlace.handler(async ({ input, errors }) => {
    const place = await choosePath('file');
    if (place !== null) orRaise(await (await connectedApps()).namePlace(input.id, place), errors);
    return { place };
  }),
  forgetPlace: os.connectedApps.forgetPlace.handler(async ({ input, errors }) => {
    orRaise(await (await connectedApps()).forgetPlace(input.id), errors);
    return {};
  }),
});

/** Codes without data carry none. */
const carriedError = (error: AppChangeError) =>
  error.code === 'PREVIEW_OUTDATED' ? ({ code: error.code } as const) : carried(error);

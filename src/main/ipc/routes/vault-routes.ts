import type { Services } from '../../host/services.ts';
import { orRaise, raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** What is secret and where it lies; no call answers with any of it. */
export const vaultRoutes = ({ secrets, registry }: Pick<Services, 'secrets' | 'registry'>) => ({
  contents: os.vault.contents.handler(async () => {
    const contents = await secrets.contents();
    return { ...contents, items: [...contents.items], strays: [...contents.strays] };
  }),
  enter: os.vault.enter.handler(async ({ input, errors }) => {
    if (!registry.get(input.server)) {
      raise(errors, { code: 'NOT_FOUND', data: { name: input.server } });
    }
    orRaise(await secrets.enter(input.server, input.place, input.value), errors);
    return {};
  }),
  remove: os.vault.remove.handler(async ({ input, errors }) => {
    orRaise(await secrets.remove(input.server, input.place), errors);
    return {};
  }),
  removeStrays: os.vault.removeStrays.handler(async ({ input, errors }) => {
    orRaise(await secrets.removeStrays(input.server), errors);
    return {};
  }),
  removeAll: os.vault.removeAll.handler(async ({ errors }) => {
    orRaise(await secrets.removeAll(), errors);
    return {};
  }),
  startOver: os.vault.startOver.handler(async ({ errors }) =>
    orRaise(await secrets.startOver(), errors),
  ),
  tryAgain: os.vault.tryAgain.handler(() => secrets.tryAgain()),
});

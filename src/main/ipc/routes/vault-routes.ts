import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';
import { contractFailure } from './server-routes.ts';

/** What is secret and where it lies; no call answers with any of it. */
export const vaultRoutes = ({ secrets, registry }: Pick<Services, 'secrets' | 'registry'>) => ({
  contents: os.vault.contents.handler(async () => {
    const contents = await secrets.contents();
    return { ...contents, items: [...contents.items] };
  }),
  enter: os.vault.enter.handler(async ({ input, errors }) => {
    if (!registry.get(input.server)) {
      raise(errors, { code: 'NOT_FOUND', data: { name: input.server } });
    }
    const entered = await secrets.enter(input.server, input.place, input.value);
    if (entered.ok) return {};
    const { code, ...data } = entered.error;
    return raise(errors, { code, data });
  }),
  remove: os.vault.remove.handler(async ({ input, errors }) => {
    const removed = await secrets.remove(input.server, input.place);
    if (removed.ok) return {};
    const { code, ...data } = removed.error;
    return raise(errors, { code, data });
  }),
  removeAll: os.vault.removeAll.handler(async ({ errors }) => {
    const removed = await secrets.removeAll();
    if (!removed.ok) raise(errors, contractFailure(removed.error));
    return {};
  }),
  startOver: os.vault.startOver.handler(async ({ errors }) => {
    const started = await secrets.startOver();
    return started.ok ? started.value : raise(errors, contractFailure(started.error));
  }),
  tryAgain: os.vault.tryAgain.handler(() => secrets.tryAgain()),
});

import type { Host } from '../../host/host.ts';
import { os } from '../procedure.ts';

/** Calls about the app as a whole. */
export const appRoutes = (host: Host) => ({
  snapshot: os.app.snapshot.handler(() => host.snapshot()),
  vaultStatus: os.app.vaultStatus.handler(() => host.vaultStatus()),
  dismissNotice: os.app.dismissNotice.handler(({ input }) => {
    host.dismissNotice(input.id);
    return {};
  }),
  painted: os.app.painted.handler(() => {
    host.start();
    return {};
  }),
});

/** The stream of changes. */
export const eventRoutes = (host: Host) => ({
  subscribe: os.events.subscribe.handler(({ signal }) => host.events.subscribe(signal)),
});

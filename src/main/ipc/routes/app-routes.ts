import type { Host } from '../../host/host.ts';
import type { Services } from '../../host/services.ts';
import { os } from '../procedure.ts';

/** Calls about the app as a whole. */
export const appRoutes = (
  host: Pick<Host, 'snapshot' | 'start'>,
  {
    vaultStatus,
    notices,
    shownPlace,
    openAddress,
  }: Pick<Services, 'vaultStatus' | 'notices' | 'shownPlace' | 'openAddress'>,
) => ({
  snapshot: os.app.snapshot.handler(() => host.snapshot()),
  vaultStatus: os.app.vaultStatus.handler(() => vaultStatus()),
  dismissNotice: os.app.dismissNotice.handler(({ input }) => {
    notices.dismiss(input.id);
    return {};
  }),
  painted: os.app.painted.handler(() => {
    host.start();
    return {};
  }),
  openAddress: os.app.openAddress.handler(async ({ input }) => ({
    isOpen: await openAddress(input.address),
  })),
  place: os.app.place.handler(({ input }) => {
    shownPlace.set(input);
    return {};
  }),
});

/** The stream of changes. */
export const eventRoutes = (host: Pick<Host, 'events'>) => ({
  subscribe: os.events.subscribe.handler(({ signal }) => host.events.subscribe(signal)),
});

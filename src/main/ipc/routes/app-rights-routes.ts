import type { Services } from '../../host/services.ts';
import { os } from '../procedure.ts';

/** What single apps see. */
export const appRightsRoutes = ({ appRights }: Pick<Services, 'appRights'>) => ({
  get: os.appRights.get.handler(({ input }) => appRights.of(input.caller)),
  set: os.appRights.set.handler(({ input }) => appRights.set(input.caller, input.rights)),
});

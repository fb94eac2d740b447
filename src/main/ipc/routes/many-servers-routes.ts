import type { Services } from '../../host/services.ts';
import { orRaise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls about several servers at once. */
export const manyServersRoutes = ({ manyServers }: Pick<Services, 'manyServers'>) => ({
  setEnabled: os.manyServers.setEnabled.handler(async ({ input, errors }) => ({
    changed: orRaise(await manyServers.setEnabled(input.names, input.enabled), errors),
  })),
  setAccess: os.manyServers.setAccess.handler(async ({ input, errors }) => ({
    changed: orRaise(
      await manyServers.setAccess(input.names, input.scope, input.lostSignIns),
      errors,
    ),
  })),
  remove: os.manyServers.remove.handler(async ({ input, errors }) => ({
    changed: orRaise(await manyServers.remove(input.names), errors),
  })),
});

import type { Services } from '../../host/services.ts';
import { os } from '../procedure.ts';

/** Newer versions of Patchbay. */
export const updateRoutes = ({ updates }: Pick<Services, 'updates'>) => ({
  state: os.updates.state.handler(() => updates.state()),
  check: os.updates.check.handler(() => updates.check()),
  openPage: os.updates.openPage.handler(async () => ({ isOpen: await updates.openPage() })),
});

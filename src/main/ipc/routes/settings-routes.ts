import type { Host } from '../../host/host.ts';
import { os } from '../procedure.ts';

/** Preferences. */
export const settingsRoutes = (host: Host) => ({
  get: os.settings.get.handler(() => host.settings.get()),
  update: os.settings.update.handler(({ input }) => host.settings.update(input)),
});

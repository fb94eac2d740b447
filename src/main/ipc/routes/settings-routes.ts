import type { Services } from '../../host/services.ts';
import { os } from '../procedure.ts';

/** Preferences. */
export const settingsRoutes = ({ settings }: Pick<Services, 'settings'>) => ({
  get: os.settings.get.handler(() => settings.get()),
  update: os.settings.update.handler(({ input }) => settings.update(input)),
});

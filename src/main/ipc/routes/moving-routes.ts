import type { Services } from '../../host/services.ts';
import { orRaise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls about taking everything elsewhere and going back. Secrets and passphrase stay in main. */
export const movingRoutes = ({ moving }: Pick<Services, 'moving'>) => ({
  export: os.moving.export.handler(async ({ input, errors }) =>
    orRaise(await (await moving()).exporter.export(input.passphrase), errors),
  ),
  backups: os.moving.backups.handler(async () => [...(await (await moving()).backups.list())]),
  examine: os.moving.examine.handler(async ({ input, errors }) =>
    orRaise(await (await moving()).restorer.examine(input.id), errors),
  ),
  restore: os.moving.restore.handler(async ({ input, errors }) =>
    orRaise(await (await moving()).restorer.restore(input.id), errors),
  ),
});

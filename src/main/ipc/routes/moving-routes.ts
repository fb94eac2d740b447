import type { Services } from '../../host/services.ts';
import type { RestoreError } from '../../moving/restorer.ts';
import { raise, type ContractFailure } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls about taking everything elsewhere and going back. Secrets and passphrase stay in main. */
export const movingRoutes = ({ moving }: Pick<Services, 'moving'>) => ({
  export: os.moving.export.handler(async ({ input, errors }) => {
    const exported = await (await moving()).exporter.export(input.passphrase);
    if (exported.ok) return exported.value;
    const { code, ...data } = exported.error;
    return raise(errors, { code, data });
  }),
  backups: os.moving.backups.handler(async () => [...(await (await moving()).backups.list())]),
  examine: os.moving.examine.handler(async ({ input, errors }) => {
    const plan = await (await moving()).restorer.examine(input.id);
    return plan.ok ? plan.value : raise(errors, restoreFailure(plan.error));
  }),
  restore: os.moving.restore.handler(async ({ input, errors }) => {
    const plan = await (await moving()).restorer.restore(input.id);
    return plan.ok ? plan.value : raise(errors, restoreFailure(plan.error));
  }),
});

const restoreFailure = ({ code, ...data }: RestoreError): ContractFailure => ({ code, data });

import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** The doors for AI apps. */
export const gatewayRoutes = ({ gateway }: Pick<Services, 'gateway'>) => ({
  status: os.gateway.status.handler(async () => {
    const { doors, tokens } = await gateway();
    return { ...(await doors.status()), tokens: tokens.list() };
  }),
  createToken: os.gateway.createToken.handler(async ({ input, errors }) => {
    const { tokens } = await gateway();
    const made = await tokens.create(input.label);
    if (made.ok) return made.value;
    const { code: reason, detail } = made.error;
    return raise(errors, { code: 'STORAGE_FAILED', data: { reason, detail } });
  }),
  revokeToken: os.gateway.revokeToken.handler(async ({ input, errors }) => {
    const { tokens } = await gateway();
    const revoked = await tokens.revoke(input.id);
    if (revoked.ok) return {};
    const { code: reason, detail } = revoked.error;
    return raise(errors, { code: 'STORAGE_FAILED', data: { reason, detail } });
  }),
});

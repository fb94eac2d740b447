import type { Services } from '../../host/services.ts';
import { notSaved, raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** The doors for AI apps. */
export const gatewayRoutes = ({
  gateway,
  registry,
  appConnections,
}: Pick<Services, 'gateway' | 'registry' | 'appConnections'>) => ({
  status: os.gateway.status.handler(async () => {
    const { doors, tokens } = await gateway();
    return { ...(await doors.status()), tokens: tokens.list() };
  }),
  appConnections: os.gateway.appConnections.handler(({ input, errors }) => {
    const { name } = input;
    if (!registry.get(name)) raise(errors, { code: 'NOT_FOUND', data: { name } });
    return appConnections(name).map(({ app, state }) => ({
      ...{ app, state: state.kind },
      ...(state.kind === 'ready' && state.pid !== undefined && { pid: state.pid }),
    }));
  }),
  createToken: os.gateway.createToken.handler(async ({ input, errors }) => {
    const { tokens } = await gateway();
    const made = await tokens.create(input.label);
    if (made.ok) return made.value;
    return raise(errors, notSaved(made.error));
  }),
  revokeToken: os.gateway.revokeToken.handler(async ({ input, errors }) => {
    const { tokens } = await gateway();
    const revoked = await tokens.revoke(input.id);
    if (revoked.ok) return {};
    return raise(errors, notSaved(revoked.error));
  }),
});

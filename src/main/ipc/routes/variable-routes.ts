import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';
import { contractFailure } from './server-routes.ts';

/** Values of a server's variables; they go in and never come out. */
export const variableRoutes = ({ registry }: Pick<Services, 'registry'>) => ({
  set: os.variables.set.handler(async ({ input, errors }) => {
    const set = await registry.setVariable(input.name, input.variable, input.value);
    if (!set.ok) raise(errors, contractFailure(set.error));
    return {};
  }),
  clear: os.variables.clear.handler(async ({ input, errors }) => {
    const cleared = await registry.clearVariable(input.name, input.variable);
    if (!cleared.ok) raise(errors, contractFailure(cleared.error));
    return {};
  }),
  flags: os.variables.flags.handler(({ input, errors }) => {
    const flags = registry.variableFlags(input.name);
    if (!flags.ok) raise(errors, contractFailure(flags.error));
    return { ...flags.value };
  }),
});

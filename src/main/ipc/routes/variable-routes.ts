import type { Services } from '../../host/services.ts';
import { orRaise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Values of a server's variables; they go in and never come out. */
export const variableRoutes = ({ registry, edits }: Pick<Services, 'registry' | 'edits'>) => ({
  set: os.variables.set.handler(async ({ input, errors }) => {
    orRaise(await edits.setVariable(input.name, input.variable, input.value), errors);
    return {};
  }),
  clear: os.variables.clear.handler(async ({ input, errors }) => {
    orRaise(await edits.clearVariable(input.name, input.variable), errors);
    return {};
  }),
  flags: os.variables.flags.handler(({ input, errors }) => {
    return { ...orRaise(registry.variableFlags(input.name), errors) };
  }),
});

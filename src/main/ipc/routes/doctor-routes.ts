import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Finding out why a program does not start. */
export const doctorRoutes = ({ diagnostics }: Pick<Services, 'diagnostics'>) => ({
  examine: os.doctor.examine.handler(async ({ input, errors }) => {
    const examined = await diagnostics.doctor.examine(input.name);
    if (!examined.ok) raise(errors, examined.error);
    return examined.value;
  }),
});

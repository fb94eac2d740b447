import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls that take changes back. */
export const undoRoutes = ({ undo }: Pick<Services, 'undo'>) => ({
  last: os.undo.last.handler(() => undo.last()),
  run: os.undo.run.handler(async ({ input, errors }) => {
    const undone = await undo.run(input.id);
    if (undone.ok) return undone.value;
    const { code, ...data } = undone.error;
    return raise(errors, { code, data });
  }),
});

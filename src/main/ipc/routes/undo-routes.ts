import type { Services } from '../../host/services.ts';
import { orRaise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls that take changes back. */
export const undoRoutes = ({ undo }: Pick<Services, 'undo'>) => ({
  last: os.undo.last.handler(() => undo.last()),
  redo: os.undo.redo.handler(async ({ input, errors }) =>
    orRaise(await undo.redo(input.id), errors),
  ),
  run: os.undo.run.handler(async ({ input, errors }) => orRaise(await undo.run(input.id), errors)),
});

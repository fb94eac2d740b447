import type { Services } from '../../host/services.ts';
import type { ImportError } from '../../import/importer.ts';
import { carried, orRaise, raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls that bring servers of other apps here. Secrets that were read stay in main. */
export const importRoutes = ({
  imports,
  choosePath,
}: Pick<Services, 'imports' | 'choosePath'>) => ({
  scan: os.import.scan.handler(async ({ signal }) => [...(await (await imports()).scan(signal))]),
  read: os.import.read.handler(async ({ input, signal }) => {
    const importer = await imports();
    if (input.kind === 'text') return [...(await importer.read(input, signal))];
    const path = input.path ?? (await choosePath(input.kind));
    return path === null ? null : [...(await importer.read({ kind: 'path', path }, signal))];
  }),
  plan: os.import.plan.handler(async ({ input }) => (await imports()).plan(input.findIds)),
  unlock: os.import.unlock.handler(async ({ input, errors }) => {
    const unlocked = await (await imports()).unlock(input.findId, input.passphrase);
    return orRaise(unlocked, errors);
  }),
  apply: os.import.apply.handler(async ({ input, errors }) => {
    const applied = await (await imports()).apply(input.planId, input.choices, input.turnsOn);
    return applied.ok ? applied.value : raise(errors, importFailure(applied.error));
  }),
  undo: os.import.undo.handler(async ({ input, errors }) => {
    const undone = await (await imports()).undo(input.undoId);
    return { undone: [...orRaise(undone, errors)] };
  }),
});

function importFailure(error: ImportError) {
  switch (error.code) {
    case 'PLAN_OUTDATED':
      return { code: error.code } as const;
    case 'BUNDLE_UNREADABLE':
    case 'BUNDLE_UNSAFE':
    case 'BUNDLE_TOO_LARGE':
    case 'BUNDLE_CHANGED':
    case 'BUNDLE_NOT_UNPACKED':
      return {
        code: 'BUNDLE_REFUSED',
        data: { reason: error.code, detail: error.detail },
      } as const;
    default:
      return carried(error);
  }
}

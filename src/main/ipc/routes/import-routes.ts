import type { Services } from '../../host/services.ts';
import type { ImportError } from '../../import/importer.ts';
import { raise, type ContractFailure } from '../contract-errors.ts';
import { os } from '../procedure.ts';
import { contractFailure } from './server-routes.ts';

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
    if (!unlocked.ok) raise(errors, { ...unlocked.error, data: undefined });
    return unlocked.value;
  }),
  apply: os.import.apply.handler(async ({ input, errors }) => {
    const applied = await (await imports()).apply(input.planId, input.choices, input.turnsOn);
    if (!applied.ok) raise(errors, importFailure(applied.error));
    return applied.value;
  }),
  undo: os.import.undo.handler(async ({ input, errors }) => {
    const undone = await (await imports()).undo(input.undoId);
    if (!undone.ok) raise(errors, importFailure(undone.error));
    return { undone: [...undone.value] };
  }),
});

function importFailure(error: ImportError): ContractFailure {
  switch (error.code) {
    case 'PLAN_OUTDATED':
      return { code: 'PLAN_OUTDATED', data: undefined };
    case 'BUNDLE_UNREADABLE':
    case 'BUNDLE_UNSAFE':
    case 'BUNDLE_TOO_LARGE':
    case 'BUNDLE_CHANGED':
    case 'BUNDLE_NOT_UNPACKED':
      return { code: 'BUNDLE_REFUSED', data: { reason: error.code, detail: error.detail } };
    default:
      return contractFailure(error);
  }
}

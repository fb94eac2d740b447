import type { ImportProblemCode } from '../../shared/domain/import.ts';
import type { Problem } from '../../shared/domain/server.ts';
import { importProblemSentences } from '../../shared/i18n/import-problems.ts';

/** A problem of a whole file or bundle, its sentence with `detail` behind it. */
export function importProblem(code: ImportProblemCode, detail = '', path = ''): Problem {
  const sentence = importProblemSentences[code];
  const message = detail === '' ? sentence : `${sentence.replace(/\.$/, '')} (${detail}).`;
  return { code, path, message, severity: 'error' };
}

import type { DraftValue, Problem } from '../../shared/domain/server.ts';
import { isExample, isExampleContact, isOnlyItsKind } from './examples.ts';
import { pasteError, pasteWarning } from './problem.ts';
import type { Finishing } from './raw-server.ts';
import {
  isPasswordName,
  isPath,
  isSecretName,
  looksLikeSecret,
} from '../../shared/domain/likely-secrets.ts';

/** Finishes variables or headers: example values become variables, secrets become secrets. */
export function finishValues(
  raw: ReadonlyMap<string, string>,
  field: 'env' | 'headers',
  to: Finishing,
): Record<string, DraftValue> {
  const pairs: [string, DraftValue][] = [];
  for (const [name, value] of raw) {
    const path = `transport.${field}.${name}`;
    const problem = nameOrValueProblem(name, value, field, path, to.line);
    if (problem === undefined) pairs.push([name, finishValue(name, value, path, to)]);
    else to.problems.push(problem);
  }
  return Object.fromEntries(pairs);
}

function nameOrValueProblem(
  name: string,
  value: string,
  field: 'env' | 'headers',
  path: string,
  line: number | undefined,
): Problem | undefined {
  const pattern = field === 'env' ? /^[^=\0]+$/ : /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
  const what =
    field === 'env' ? 'a variable name without “=”' : 'a header name of letters, digits and -';
  if (!pattern.test(name)) return pasteError('NAME_INVALID', path, `Expected ${what}.`, line);
  if (field === 'env' || !/[\0\r\n]/.test(value)) return undefined;
  return pasteError('HEADER_VALUE_INVALID', path, 'Expected a header value on one line.', line);
}

/** Finishes one value called `name`, to be stored at `path`. */
export function finishValue(name: string, value: string, path: string, to: Finishing): DraftValue {
  const secretName = isSecretName(name);
  // An empty value is one that may stay empty.
  if (value.trim() === '')
    return { kind: 'text', text: secretName ? to.resolver.reference(name, true, true) : value };
  const said = value.trim();
  if (to.examples.has(said) || [isExample, isExampleContact, isOnlyItsKind].some((is) => is(said)))
    return { kind: 'text', text: to.resolver.reference(name, secretName) };
  if (/\$?\{(?:file|cmd|exec|op|shell|keyring|keychain):/.test(value)) {
    const message =
      'The other app takes this value from a file, a command or a keychain; fill it in here.';
    to.problems.push(pasteWarning('ELSEWHERE', path, message, to.line));
  }
  const resolved = to.resolver.resolve(value, name, secretName || isAroundCredential(value));
  if (resolved !== value && resolved.includes('{{')) return { kind: 'text', text: resolved };
  if (!isSecretValue(name, resolved, secretName)) return { kind: 'text', text: resolved };
  to.likelySecrets.push(path);
  return { kind: 'secret', value: resolved };
}

/** Whether what is to be filled into a text is the credential it names: `{"Authorization": "Bearer …"}`. */
const isAroundCredential = (value: string): boolean =>
  /\b(?:Bearer|Basic)\s|"(?:proxy-)?authorization"\s*:|"(?:x-)?api[-_]?key"\s*:/i.test(value);

function isSecretValue(name: string, value: string, secretName: boolean): boolean {
  if (/^(?:true|false)$/i.test(value) || value.includes('{{') || isPath(value)) return false;
  if (/^\d{1,5}$/.test(value)) return isPasswordName(name);
  return secretName || looksLikeSecret(value);
}

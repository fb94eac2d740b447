import type { Failure, FailureCode } from '../domain/failure.ts';
import type { Phrase, TextKey } from './phrase.ts';
import { own } from '../util/own.ts';

/** Parameters without which a sentence is said in its plain form. */
const needs: Partial<Record<FailureCode, string>> = {
  COMMAND_NOT_FOUND: 'command',
  INTERPRETER_MISSING: 'interpreter',
  PROCESS_EXITED: 'exitCode',
  HTTP_CLIENT_ERROR: 'status',
  HTTP_SERVER_ERROR: 'status',
  GATEWAY_ERROR: 'status',
  PACKAGE_NOT_FOUND: 'what',
  PACKAGE_VERSION_NOT_FOUND: 'what',
  PROGRAM_NOT_IN_PACKAGE: 'what',
  CONTAINERS_UNREACHABLE: 'what',
  PART_MISSING: 'what',
  TARGET_UNREACHABLE: 'what',
  VARIABLE_WANTED: 'what',
  PRINTS_TEXT: 'address',
  PORT_BLOCKED: 'port',
  PAGE_NOT_VISITED: 'host',
  PROXY_BLOCKED: 'proxy',
  PROXY_UNREACHABLE: 'proxy',
  PROXY_UNUSABLE: 'proxy',
};

type Told = Pick<Failure, 'code' | 'params'>;

/** A few words for a row in a list, e.g. "Command not found: uvx". */
export function shortFailurePhrase(failure: Told): Phrase {
  return withParams('short', failure);
}

/** The sentence that says what went wrong. */
export function failureTitlePhrase(failure: Told): Phrase {
  return withParams('title', failure);
}

/** The sentence that says what a person can do about it. */
export function failureHelpPhrase(failure: Told): Phrase {
  return { key: `failure.help.${failure.code}` };
}

function saysWords(code: FailureCode): boolean {
  return code === 'PROCESS_EXITED' || code === 'TIMED_OUT';
}

function withParams(part: 'short' | 'title', { code, params }: Told): Phrase {
  const key = `failure.${part}.${code}` as const;
  // The program's own words say more than a code.
  if (saysWords(code) && own(params, 'words') !== undefined) {
    return { key: `${key}.words` as TextKey, params };
  }
  const needed = needs[code];
  if (needed === undefined) return { key };
  if (own(params, needed) === undefined) return { key: `${key}.plain` as TextKey };
  return { key, params };
}

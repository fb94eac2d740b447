import { own } from '../../shared/util/own.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a refusal says, as the service words it; either may be empty. */
export interface RefusalWords {
  /** An error code: that of RFC 6749 section 5.2, or one of the house's own. */
  readonly error: string;
  readonly description: string;
}

const errorNames = ['error', 'error_code', 'errorCode', 'status', 'code'] as const;
const describingNames = [
  'error_description',
  'errorMessage',
  'message',
  'msg',
  'detail',
  'error_message',
] as const;

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

function firstText(json: Json, names: readonly string[]): string {
  for (const name of names) {
    const text = textOf(own(json, name)).trim();
    if (text !== '') return text;
  }
  return '';
}

/**
 * Reads why a token endpoint refused. Beside the members of RFC 6749 some services use names of
 * their own (`error_code` and `msg`, `status` and `message`) or an object as the error.
 */
export function refusalWords(json: Json): RefusalWords {
  const { error } = json;
  const nested = typeof error === 'object' && error !== null ? (error as Json) : undefined;
  return {
    error: (nested && firstText(nested, ['type', ...errorNames])) ?? firstText(json, errorNames),
    description: (nested && firstText(nested, describingNames)) || firstText(json, describingNames),
  };
}

import type { z } from 'zod';

/**
 * What a person reads about a field that its schema refused: a code, and what was expected in plain
 * English. Times stand in a draft as milliseconds and in its form as seconds.
 */
export function sentenceOfIssue(issue: z.core.$ZodIssue): { code: string; message: string } {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? outOfRange(`at least ${amount(issue.path, Number(issue.minimum))}`)
        : { code: 'FIELD_INVALID', message: issue.message };
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? outOfRange(`at most ${amount(issue.path, Number(issue.maximum))}`)
        : tooLong(issue);
    case 'invalid_key':
      return { code: 'NAME_UNUSABLE', message: 'a name without spaces and special characters' };
    case 'invalid_type':
      return { code: 'FIELD_INVALID', message: kinds.get(issue.expected) ?? issue.message };
    default:
      return { code: 'FIELD_INVALID', message: issue.message };
  }
}

const kinds = new Map<string, string>([
  ['int', 'a whole number'],
  ['number', 'a number'],
  ['string', 'text'],
]);

function tooLong(issue: z.core.$ZodIssueTooBig): { code: string; message: string } {
  // A message of the schema's own says it better.
  if (!issue.message.startsWith('Too big')) {
    return { code: 'FIELD_TOO_LONG', message: issue.message };
  }
  const unit = issue.origin === 'string' ? 'characters' : 'entries';
  return { code: 'FIELD_TOO_LONG', message: `at most ${String(issue.maximum)} ${unit}` };
}

function outOfRange(message: string): { code: string; message: string } {
  return { code: 'FIELD_OUT_OF_RANGE', message };
}

function amount(path: readonly PropertyKey[], limit: number): string {
  if (!String(path.at(-1)).endsWith('Ms')) return String(limit);
  const seconds = limit / 1_000;
  return seconds === 1 ? '1 second' : `${String(seconds)} seconds`;
}

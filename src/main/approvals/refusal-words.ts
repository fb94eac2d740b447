import type { RefusalReason } from './call-gate.ts';

/** The code of a call that was not allowed, for a call record and for apps. */
export type RefusalCode = (typeof codes)[RefusalReason];

const codes = {
  declined: 'APPROVAL_DECLINED',
  never: 'APPROVAL_NEVER',
  'timed-out': 'APPROVAL_TIMED_OUT',
  'too-many': 'APPROVAL_TOO_MANY',
  gone: 'APPROVAL_GONE',
  closing: 'APPROVAL_CLOSING',
  'argument-set': 'ARGUMENT_SET',
} as const;

/** The code of a reason. */
export const refusalCode = (reason: RefusalReason): RefusalCode => codes[reason];

const sentences: Readonly<Record<RefusalReason, string>> = {
  declined: 'The person did not allow it. Do not try again unless they ask you to.',
  never: 'The person does not let apps use this tool. Do not try again.',
  'timed-out': 'The person was asked and did not answer in time. Tell them before you try again.',
  'too-many': 'Too many calls wait for the person already. Wait until those are answered.',
  gone: 'Nobody waited for the answer of the person any more.',
  closing: 'Patchbay is being closed.',
  'argument-set':
    'the person has set an argument of this tool. Leave out what its schema does not name, and try again.',
};

/** Why a call was not made, for a model to read. */
export function refusalSentence(reason: RefusalReason, tool: string, title: string): string {
  const lead = `Nothing was sent to ${title}:`;
  const allowed = reason === 'argument-set' ? '' : ` a person has to allow ${tool}.`;
  return `${lead}${allowed} ${sentences[reason]} (${codes[reason]})`;
}

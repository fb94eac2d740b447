import type { CallContents } from '../../shared/domain/call-record.ts';
import type { Redactor } from '../kernel/redactor.ts';
import { capStart } from './plain-text.ts';

/** Longest kept text of one side of a call, UTF-8 bytes. */
export const maxSideBytes = 32 * 1024;

/** What was said in a call, before anything is taken out. */
export interface SpokenText {
  readonly sent: string;
  readonly answered: string | null;
  /** Blanks what is secret of its server. */
  readonly covered: Redactor;
}

/** What was said, and in which call. */
export type StoredContents = CallContents & { readonly id: string };

/** What of it is kept: without secrets, each side at most {@link maxSideBytes}. */
export function keptContents(
  { id, sent, answered, covered }: SpokenText & { readonly id: string },
  redactor: Redactor,
): StoredContents {
  const kept = (text: string): string =>
    // Redacted before it is cut, so that no cut leaves half of a secret behind.
    capStart(redactor(covered(text.slice(0, 16 * maxSideBytes))), maxSideBytes);
  return { id, request: kept(sent), result: answered === null ? null : kept(answered) };
}

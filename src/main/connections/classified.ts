import type { Failure, FailureAction, FailureCode, Verdict } from '../../shared/domain/failure.ts';
import { capEnd } from '../activity/plain-text.ts';

/** How an attempt or a session ended, in the words of the design. */
export interface Classified {
  readonly failure: Failure;
  readonly verdict: Verdict;
  /**
   * A program that ended before it had said hello. A few of these in a row are a mistake in the
   * settings rather than bad luck, so the machine gives up on them earlier.
   */
  readonly endedAtStart: boolean;
  /**
   * The settings look wrong, but the cause may as well lie on the way and pass: a sign-in page of
   * the network, a proxy, a server that is being replaced. Believed of a server that has worked.
   */
  readonly mayPass: boolean;
}

/** What a classifier says about one outcome; the rest of the failure is filled in by its caller. */
export interface Judgement {
  readonly code: FailureCode;
  readonly verdict: Verdict;
  readonly action: FailureAction;
  readonly detail: string;
  readonly params?: Readonly<Record<string, string | number | undefined>>;
  readonly endedAtStart?: boolean;
  readonly mayPass?: boolean;
}

/** Longest raw error a failure keeps, bytes. */
export const maxDetailBytes = 4_096;

/** Try again soon, with backoff. */
export const retrySoon: Verdict = { kind: 'retry-soon' };
/** A person has to change the settings first. */
export const fixConfig: Verdict = { kind: 'fix-config' };

/** A failure from a judgement; `at` is epoch ms. The end of a long detail is what is kept. */
export function classifiedOf(judgement: Judgement, at: number): Classified {
  const params = Object.entries(judgement.params ?? {}).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  const failure: Failure = {
    code: judgement.code,
    params: Object.fromEntries(params.map(([name, value]) => [name, capParam(value)])),
    detail: capEnd(judgement.detail, maxDetailBytes),
    action: judgement.action,
    at,
  };
  const { verdict, endedAtStart = false, mayPass = false } = judgement;
  return { failure, verdict, endedAtStart, mayPass };
}

function capParam(value: string | number): string | number {
  return typeof value === 'string' ? value.slice(0, 300) : value;
}

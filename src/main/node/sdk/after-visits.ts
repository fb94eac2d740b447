import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { err } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { SessionOutcome } from '../../sessions/session.ts';
import type { PageVisits } from '../../elicitation/page-visits.ts';
import { requiredPages } from '../../elicitation/required-pages.ts';

type Answer = Promise<Result<JsonObject, SessionOutcome>>;

/** A server that is never content is believed in the end. */
const maxRounds = 5;

/**
 * Makes a request, and again after the pages were visited that it wants first (2025-11-25,
 * client/elicitation). What a person will not visit leaves the server's refusal. It ends with
 * `signal`, and with the `life` of the session.
 */
export async function afterVisits(
  request: () => Answer,
  visits: Pick<PageVisits, 'visit'>,
  { signal, life }: { readonly signal: AbortSignal; readonly life: AbortSignal },
): Answer {
  let answer = await request();
  for (let round = 0; round < maxRounds; round += 1) {
    const pages = answer.ok ? undefined : requiredPages(answer.error);
    if (pages === undefined) return answer;
    const isVisited = await visits.visit(pages, AbortSignal.any([signal, life]));
    if (signal.aborted) return err({ kind: 'aborted' });
    if (!isVisited && !life.aborted) return answer;
    // A session that is over says why.
    answer = await request();
  }
  return answer;
}

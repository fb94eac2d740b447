import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { Result } from '../../../shared/util/result.ts';
import { err, ok } from '../../../shared/util/result.ts';
import { createSessionRequests } from '../../sessions/session-requests.ts';
import type { Session, SessionOutcome } from '../../sessions/session.ts';
import type { RequestOptions } from '../../sessions/request-options.ts';
import { afterVisits } from './after-visits.ts';
import type { AnswerCover } from './answer-cover.ts';
import { writable } from './exact-numbers.ts';
import type { Ask } from './link-request.ts';
import { isJsonObject, takeSent } from './raw-answer.ts';
import { watchResource } from './resource-updates.ts';
import { exceedsBytes } from './size-limit.ts';
import { attemptTwice } from './request-attempt.ts';
import { mirroredRequests } from './mirrored-requests.ts';
import { isByAddress, isList, isSafe, mayAskDuring } from './request-traits.ts';
import type { SessionParts } from './session-parts.ts';

const maxProbeTimeoutMs = 10_000;

type Answer = Promise<Result<JsonObject, SessionOutcome>>;

/** A {@link Session} over an SDK client. */
export function createSdkSession(parts: SessionParts): Session {
  const { links, limits, answers } = parts;

  const send = async (request: Ask, options: RequestOptions): Answer => {
    const { signal } = options;
    const over: SessionOutcome = { kind: 'stream-closed', detail: 'The session is over.' };
    if (parts.life.aborted) return err(parts.ending() ?? over);
    const outcome = await links.use(signal, (link) => attemptTwice(parts, link, request, options));
    const answer = outcome.ok ? withinLimit(takeSent(outcome.value)) : outcome;
    return answer.ok ? answer : failed(answer.error);
  };

  const failed = (outcome: SessionOutcome) => {
    if (outcome.kind !== 'aborted') parts.failed(outcome);
    return err(parts.redactOutcome(outcome));
  };

  const withinLimit = (answer: JsonObject): Result<JsonObject, SessionOutcome> => {
    const limitBytes = limits.maxResultBytes;
    return exceedsBytes(answer, limitBytes)
      ? err({ kind: 'too-large', what: 'message', limitBytes })
      : ok(answers.cover(answer));
  };

  const ask = (method: string, params: JsonObject, options: RequestOptions): Answer => {
    const { onProgress, timeoutMs, logLevel, isRepeatable } = options;
    const given = uncovered(method, params, answers);
    return send(
      {
        method,
        params: writable(given),
        timeoutMs: timeoutMs ?? (isList(method) ? limits.listTimeoutMs : undefined),
        isSafe: isRepeatable ?? isSafe(method),
        logLevel,
        capabilities: together(parts.personCapabilities, options.callerCapabilities),
        ...(onProgress && { onProgress: (progress) => onProgress(answers.cover(progress)) }),
        headers: method === 'tools/call' ? parts.mirrored?.headersOf(given) : undefined,
      },
      options,
    );
  };

  const mirrored = mirroredRequests(ask, parts.mirrored);

  const request: Session['request'] = (method, params, options) => {
    if (method === 'tools/list') return mirrored.listTools(method, params, options);
    const again = () => mirrored.request(method, params, options);
    // A caller that opens pages itself is told of them; what nobody waits for is not interrupted.
    parts.folders.used(options.lasting);
    if (opensPages(options) || !mayAskDuring(method)) return givenOn(again(), options);
    return afterVisits(again, parts.visits, { signal: options.signal, life: parts.life });
  };

  const givenOn = async (answer: Answer, { lasting }: RequestOptions): Answer =>
    parts.pages.given(await answer, lasting);

  return {
    info: parts.info,
    request,
    ...createSessionRequests({ request, malformed: parts.failed }),
    watchResource: watchResource({
      ...parts,
      link: () => links.current,
      request,
      listeners: parts.updates,
    }),
    probe: async (signal) => {
      const method = parts.info.era === 'modern' ? 'server/discover' : 'ping';
      const timeoutMs = Math.min(limits.callTimeoutMs, maxProbeTimeoutMs);
      const answer = await request(method, {}, { signal, timeoutMs });
      return answer.ok ? ok(undefined) : answer;
    },
    close: parts.close,
  };
}

/** Whether the caller can open the pages a server wants visited. */
function opensPages({ onServerRequest, callerCapabilities }: RequestOptions): boolean {
  if (onServerRequest === undefined) return false;
  const elicitation = callerCapabilities?.['elicitation'];
  const opens = isJsonObject(elicitation) && isJsonObject(elicitation['url']);
  return callerCapabilities === undefined || opens;
}

/** What a caller cannot answer may be put to the person. */
function together(person: JsonObject, caller: JsonObject | undefined): JsonObject {
  if (caller === undefined) return person;
  const [ofPerson, ofCaller] = [person['elicitation'], caller['elicitation']];
  if (!isJsonObject(ofPerson) || !isJsonObject(ofCaller)) return { ...person, ...caller };
  const isBare = Object.keys(ofCaller).length === 0;
  return { ...caller, elicitation: { ...ofPerson, ...(isBare ? { form: {} } : ofCaller) } };
}

function uncovered(method: string, params: JsonObject, answers: AnswerCover): JsonObject {
  const { uri } = params;
  if (!isByAddress(method) || typeof uri !== 'string') return answers.uncover(params);
  return { ...answers.uncover(params), uri: answers.uncoverUri(uri) };
}

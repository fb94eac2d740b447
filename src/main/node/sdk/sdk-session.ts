import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { Result } from '../../../shared/util/result.ts';
import { err, ok } from '../../../shared/util/result.ts';
import { createSessionRequests } from '../../sessions/session-requests.ts';
import type { Session, SessionInfo, SessionOutcome } from '../../sessions/session.ts';
import type { RequestOptions } from '../../sessions/request-options.ts';
import type { Clock } from '../../kernel/clock.ts';
import { afterVisits } from './after-visits.ts';
import type { AnswerCover } from './answer-cover.ts';
import { createCallPatience } from './call-patience.ts';
import type { Dialogue } from './dialogue.ts';
import { outcomeOfError } from './error-outcome.ts';
import type { Link } from './establish.ts';
import { writable } from './exact-numbers.ts';
import { sendInRounds } from './input-rounds.ts';
import type { Ask } from './link-request.ts';
import { sendRequest } from './link-request.ts';
import type { MirroredTools } from './mirrored-tools.ts';
import { isJsonObject, takeSent } from './raw-answer.ts';
import type { RenewableLink } from './renewable-link.ts';
import type { ConnectionLogLevel } from './log-level.ts';
import { watchResource } from './resource-updates.ts';
import { exceedsBytes } from './size-limit.ts';

const headerMismatchCode = -32020;
const maxRefreshPages = 50;
const maxProbeTimeoutMs = 10_000;

/** Limits of a session. */
export interface SessionLimits {
  readonly callTimeoutMs: number;
  /** For one page of a list: whoever gives a slow server time to connect gives it for its lists too. */
  readonly listTimeoutMs: number;
  readonly maxResultBytes: number;
}

/** What a session is made of. */
export interface SessionParts extends Dialogue {
  readonly clock: Pick<Clock, 'monotonicNow' | 'schedule'>;
  readonly info: SessionInfo;
  readonly links: RenewableLink;
  readonly limits: SessionLimits;
  /** Fires when the session is over. */
  readonly life: AbortSignal;
  /** Why it is over, unless it was closed by us. */
  readonly ending: () => SessionOutcome | undefined;
  /** Told of every failure, so that a dead server is noticed. */
  readonly failed: (outcome: SessionOutcome) => void;
  /** On a modern link over HTTP, where some arguments travel in headers too. */
  readonly mirrored: MirroredTools | undefined;
  readonly redactOutcome: (outcome: SessionOutcome) => SessionOutcome;
  /** Covers secrets in what is answered, and uncovers what is sent back. */
  readonly answers: AnswerCover;
  /** How much a legacy server logs. */
  readonly logLevel: Pick<ConnectionLogLevel, 'want'>;
  /** What the person at the window can do for a server (MCP client capabilities). */
  readonly personCapabilities: JsonObject;
  readonly close: () => Promise<void>;
}

type Answer = Promise<Result<JsonObject, SessionOutcome>>;

/** A {@link Session} over an SDK client. */
export function createSdkSession(parts: SessionParts): Session {
  const { links, limits, answers } = parts;

  const send = async (request: Ask, options: RequestOptions): Answer => {
    const { signal } = options;
    const over: SessionOutcome = { kind: 'stream-closed', detail: 'The session is over.' };
    if (parts.life.aborted) return err(parts.ending() ?? over);
    const outcome = await links.use(signal, (link) => attemptTwice(link, request, options));
    const answer = outcome.ok ? withinLimit(takeSent(outcome.value)) : outcome;
    return answer.ok ? answer : failed(answer.error);
  };

  const failed = (outcome: SessionOutcome) => {
    if (outcome.kind !== 'aborted') parts.failed(outcome);
    return err(parts.redactOutcome(outcome));
  };

  /** A kept-alive socket may be closed by the other side just as it is used again. */
  const attemptTwice = async (link: Link, request: Ask, options: RequestOptions): Answer => {
    const first = await attempt(link, request, options);
    const wasCut =
      !first.ok && first.error.kind === 'network' && first.error.errno === 'ECONNRESET';
    const mayRepeat = request.isSafe === true && link.wire.canRenew && !options.signal.aborted;
    return wasCut && mayRepeat ? attempt(link, request, options) : first;
  };

  const attempt = async (link: Link, request: Ask, options: RequestOptions): Answer => {
    const { signal, onServerRequest: answers, caller, lasting, takesInput: takes } = options;
    const timeoutMs = request.timeoutMs ?? limits.callTimeoutMs;
    const patience = createCallPatience(parts.clock, timeoutMs, signal);
    const { clock, respond } = parts;
    const rounds = { takes, respond, clock, signal: patience.signal };
    const send = (params: JsonObject) => sendRequest(link, { ...request, params }, patience);
    try {
      const told = options.logLevel && parts.logLevel.want(link, options.logLevel);
      if (told) await told;
      const isByItself = !asked.has(request.method);
      const pause = () => patience.pause();
      const { onLogMessage } = options;
      const { signal } = patience;
      const said = { isByItself, isOnOneStream: isOnOneStream(link) };
      const call = { answers, caller, lasting, ...said, pause, onLogMessage, signal };
      return ok(await parts.origins.run(call, () => sendInRounds(send, request.params, rounds)));
    } catch (error) {
      const { overAfterMs } = patience;
      if (overAfterMs !== undefined) {
        return err({ kind: 'timed-out', phase: 'request', afterMs: overAfterMs });
      }
      return err(
        outcomeOfError(error, {
          phase: 'request',
          timeoutMs,
          aborted: signal.aborted,
          url: link.wire.url,
          transportOutcome: link.wire.outcome() ?? parts.ending(),
          lastStatus: link.wire.lastStatus(),
        }),
      );
    } finally {
      patience[Symbol.dispose]();
    }
  };

  const withinLimit = (answer: JsonObject): Result<JsonObject, SessionOutcome> => {
    const limitBytes = limits.maxResultBytes;
    return exceedsBytes(answer, limitBytes)
      ? err({ kind: 'too-large', what: 'message', limitBytes })
      : ok(answers.cover(answer));
  };

  const ask = (method: string, params: JsonObject, options: RequestOptions): Answer => {
    const { onProgress, timeoutMs, logLevel, isRepeatable } = options;
    const isList = method.endsWith('/list');
    const given = uncovered(method, params, answers);
    return send(
      {
        method,
        params: writable(given),
        timeoutMs: timeoutMs ?? (isList ? limits.listTimeoutMs : undefined),
        isSafe: isRepeatable ?? (isList || safeMethods.has(method)),
        logLevel,
        capabilities: together(parts.personCapabilities, options.callerCapabilities),
        ...(onProgress && { onProgress: (progress) => onProgress(answers.cover(progress)) }),
        headers: method === 'tools/call' ? parts.mirrored?.headersOf(given) : undefined,
      },
      options,
    );
  };

  const listTools: Session['request'] = async (method, params, options) => {
    const page = await ask(method, params, options);
    const tools = page.ok ? page.value['tools'] : undefined;
    if (!page.ok || !parts.mirrored || !Array.isArray(tools)) return page;
    return ok({ ...page.value, tools: parts.mirrored.sift(tools) });
  };

  const refreshTools = async (signal: AbortSignal): Promise<void> => {
    let params: JsonObject = {};
    for (let pages = 0; pages < maxRefreshPages; pages += 1) {
      const page = await listTools('tools/list', params, { signal });
      if (!page.ok || typeof page.value['nextCursor'] !== 'string') return;
      params = { cursor: page.value['nextCursor'] };
    }
  };

  const request: Session['request'] = (method, params, options) => {
    if (method === 'tools/list') return listTools(method, params, options);
    const again = () => mirroredAgain(method, params, options);
    // A caller that opens pages itself is told of them; what nobody waits for is not interrupted.
    parts.folders.used(options.lasting);
    if (opensPages(options) || !asked.has(method)) return givenOn(again(), options);
    return afterVisits(again, parts.visits, { signal: options.signal, life: parts.life });
  };

  const givenOn = async (answer: Answer, { lasting }: RequestOptions): Answer =>
    parts.pages.given(await answer, lasting);

  const mirroredAgain: Session['request'] = async (method, params, options) => {
    const first = await ask(method, params, options);
    const isMismatch =
      !first.ok && first.error.kind === 'rpc-error' && first.error.rpcCode === headerMismatchCode;
    if (!isMismatch || !parts.mirrored || method !== 'tools/call') return first;
    // The tool's mirrored arguments changed since it was listed (2026-07-28, transports).
    await refreshTools(options.signal);
    return ask(method, params, options);
  };

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

/** Only over HTTP does a request have a stream of its own, and only in the modern era an answer that asks. */
const isOnOneStream = ({ era, wire }: Link): boolean =>
  era === 'legacy' && wire.transport.hasPerRequestStream !== true;

/** What a caller cannot answer may be put to the person. */
function together(person: JsonObject, caller: JsonObject | undefined): JsonObject {
  if (caller === undefined) return person;
  const [ofPerson, ofCaller] = [person['elicitation'], caller['elicitation']];
  if (!isJsonObject(ofPerson) || !isJsonObject(ofCaller)) return { ...person, ...caller };
  const isBare = Object.keys(ofCaller).length === 0;
  return { ...caller, elicitation: { ...ofPerson, ...(isBare ? { form: {} } : ofCaller) } };
}

/** Requests that change nothing, besides lists. */
const safeMethods = new Set(['resources/read', 'prompts/get', 'completion/complete', 'ping']).add(
  'server/discover',
);

/** Only in the middle of these may a server ask (2026-07-28, multi-round-trip requests). */
const asked = new Set(['tools/call', 'prompts/get', 'resources/read']);

/** Requests that name a resource by its address, which may have been made of a covered template. */
const byAddress = new Set(['resources/read', 'resources/subscribe', 'resources/unsubscribe']);

function uncovered(method: string, params: JsonObject, answers: AnswerCover): JsonObject {
  const { uri } = params;
  if (!byAddress.has(method) || typeof uri !== 'string') return answers.uncover(params);
  return { ...answers.uncover(params), uri: answers.uncoverUri(uri) };
}

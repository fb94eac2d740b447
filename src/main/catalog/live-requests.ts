import type {
  Catalog,
  Completion,
  CompletionRef,
  JsonObject,
  Progress,
  PromptContent,
  ResourceContent,
  ToolResult,
} from '../../shared/domain/catalog.ts';
import type { CallGate } from '../approvals/call-gate.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { Problem } from '../../shared/domain/server.ts';
import { shortFailurePhrase } from '../../shared/i18n/failure-phrase.ts';
import { isObject } from '../../shared/util/is-object.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { FinishedCall } from '../activity/call-log.ts';
import type { LiveSession, RefreshResult, Unavailable } from '../connections/connection-ports.ts';
import type { SessionOutcome } from '../sessions/session.ts';
import type { Clock } from '../kernel/clock.ts';
import type { LogLine } from '../activity/server-logs.ts';
import { noteLine } from '../activity/note-line.ts';
import { windowCatalog } from './server-catalog.ts';
import type { ServerCatalog } from './server-catalog.ts';
import type { ValidatedArguments } from './validate-arguments.ts';

/** Why a request to a server was not answered, as the contract carries it. */
export type RequestFailure =
  | { readonly code: 'NOT_FOUND'; readonly data: { readonly name: string } }
  | {
      readonly code: 'UNAVAILABLE';
      readonly data: Unavailable;
    }
  | { readonly code: 'REQUEST_FAILED'; readonly data: { readonly failure: Failure } };

/** Why a tool was not called or gave no result. */
export type ToolCallFailure =
  | RequestFailure
  | { readonly code: 'INVALID_ARGUMENTS'; readonly data: { readonly problems: Problem[] } };

/** Requests to servers; a server that is not connected is connected first. */
export interface LiveRequests {
  /** Checks the arguments against the tool's schema, unless a person runs it anyway; then calls it. */
  callTool(
    call: {
      readonly name: string;
      readonly tool: string;
      readonly args: JsonObject;
      readonly isAnyway?: boolean | undefined;
      /** 1 if absent; more when it is repeated by hand. */
      readonly attempt?: number | undefined;
    },
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<Result<ToolResult, ToolCallFailure>>;
  readResource(
    name: string,
    uri: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<ResourceContent, RequestFailure>>;
  getPrompt(
    name: string,
    prompt: string,
    args: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<Result<PromptContent, RequestFailure>>;
  complete(
    name: string,
    ref: CompletionRef,
    argument: { readonly name: string; readonly value: string },
    signal: AbortSignal | undefined,
  ): Promise<Result<Completion, RequestFailure>>;
  /** Fetches all lists again. */
  refresh(name: string, signal: AbortSignal | undefined): Promise<Result<Catalog, RequestFailure>>;
}

/** What live requests need from the rest of the host. */
export interface LiveRequestsDeps {
  readonly acquire: (
    name: string,
    signal: AbortSignal,
  ) => Promise<Result<LiveSession, Unavailable> | undefined>;
  readonly catalog: (name: string) => Promise<Pick<ServerCatalog, 'tools'> | null>;
  readonly refresh: (name: string, signal: AbortSignal) => Promise<RefreshResult | undefined>;
  readonly describe: (outcome: SessionOutcome) => Failure;
  readonly validate: (inputSchema: JsonObject, args: JsonObject) => Promise<ValidatedArguments>;
  /** The person's own call passes the gate. */
  readonly byHand: CallGate['byHand'];
  readonly log: (name: string, entry: LogLine) => void;
  readonly record: (call: WindowCall) => void;
  readonly clock: Pick<Clock, 'monotonicNow'>;
}

/** What the person at the window has asked of a server, after it ended. */
export type WindowCall = Omit<FinishedCall, 'door' | 'app' | 'profile'>;

type Asked = Pick<WindowCall, 'method' | 'item' | 'request' | 'attempt'>;

/** Creates the requests. */
export function createLiveRequests(deps: LiveRequestsDeps): LiveRequests {
  async function ask<T>(
    name: string,
    asked: Asked,
    signal: AbortSignal | undefined,
    request: (session: LiveSession, signal: AbortSignal) => Promise<Result<T, SessionOutcome>>,
  ): Promise<Result<{ value: T; tookMs: number }, RequestFailure>> {
    const ending = signal ?? new AbortController().signal;
    const label =
      asked.method === 'completion/complete' ? asked.method : `${asked.method} ${asked.item}`;
    const call = { ...asked, server: name };
    const session = await deps.acquire(name, ending);
    if (!session) return err({ code: 'NOT_FOUND', data: { name } });
    if (!session.ok) {
      const code = session.error.failure?.code ?? null;
      deps.record({ ...call, durationMs: 0, outcome: 'away', code });
      return err({ code: 'UNAVAILABLE', data: session.error });
    }
    const startedAt = deps.clock.monotonicNow();
    const answer = await request(session.value, ending);
    const tookMs = Math.round(deps.clock.monotonicNow() - startedAt);
    if (answer.ok) {
      deps.record({ ...call, ...resultOf(answer.value), durationMs: tookMs, code: null });
      deps.log(name, { source: 'request', level: 'info', text: `${label} · ${tookMs} ms` });
      return ok({ value: answer.value, tookMs });
    }
    const failure = deps.describe(answer.error);
    const isCancelled = failure.code === 'CANCELLED';
    const outcome = isCancelled ? 'cancelled' : 'failed';
    deps.record({ ...call, durationMs: tookMs, outcome, code: failure.code });
    const level = isCancelled ? 'info' : 'error';
    deps.log(name, {
      source: 'request',
      level,
      text: `${label} · ${failure.code} · ${tookMs} ms`,
      phrase: { key: 'join.dot', params: { a: label, b: shortFailurePhrase(failure) } },
    });
    return err({ code: 'REQUEST_FAILED', data: { failure } });
  }

  const valueOf = <T>(answer: Result<{ value: T }, RequestFailure>): Result<T, RequestFailure> =>
    answer.ok ? ok(answer.value.value) : answer;

  return {
    async callTool({ name, tool, args, isAnyway, attempt = 1 }, onProgress, signal) {
      const known = (await deps.catalog(name))?.tools.find(({ item }) => item.name === tool)?.item;
      const isChecked = known !== undefined && isAnyway !== true;
      const checked = isChecked ? await deps.validate(known.inputSchema, args) : undefined;
      const unread = { problems: [], args, isJudged: isAnyway !== true };
      const { problems, args: given, isJudged } = checked ?? unread;
      if (problems.length > 0) return err({ code: 'INVALID_ARGUMENTS', data: { problems } });
      const { readOnlyHint, idempotentHint } = known?.annotations ?? {};
      const isRepeatable = readOnlyHint === true || idempotentHint === true;
      if (!isJudged) deps.log(name, unchecked(tool));
      const request = { name: tool, arguments: given };
      const asked: Asked = { method: 'tools/call', item: tool, request, attempt };
      const answer = await ask(name, asked, signal, (session, ending) =>
        session.callTool(
          { name: tool, args: given, isRepeatable, onProgress, permit: deps.byHand(name, tool) },
          ending,
        ),
      );
      if (!answer.ok) return answer;
      const { value, tookMs } = answer.value;
      return ok({ ...value, content: [...value.content], tookMs });
    },
    readResource: async (name, uri, signal) =>
      valueOf(
        await ask(
          name,
          { method: 'resources/read', item: uri, request: { uri } },
          signal,
          (session, ending) => session.readResource(uri, ending),
        ),
      ),
    getPrompt: async (name, prompt, args, signal) =>
      valueOf(
        await ask(
          name,
          { method: 'prompts/get', item: prompt, request: { name: prompt, arguments: args } },
          signal,
          (session, ending) => session.getPrompt(prompt, args, ending),
        ),
      ),
    complete: async (name, ref, argument, signal) =>
      valueOf(
        await ask(
          name,
          {
            method: 'completion/complete',
            item: ref.type === 'ref/prompt' ? ref.name : ref.uri,
            request: { ref, argument },
          },
          signal,
          (session, ending) => session.complete(ref, argument, ending),
        ),
      ),
    async refresh(name, signal) {
      const refreshed = await deps.refresh(name, signal ?? new AbortController().signal);
      if (!refreshed) return err({ code: 'NOT_FOUND', data: { name } });
      if (refreshed.ok) return ok(windowCatalog(refreshed.value));
      return refreshed.error.kind === 'unavailable'
        ? err({ code: 'UNAVAILABLE', data: refreshed.error.unavailable })
        : err({ code: 'REQUEST_FAILED', data: { failure: refreshed.error.failure } });
    },
  };
}

function resultOf(value: unknown): Pick<WindowCall, 'result' | 'outcome'> {
  const result = isObject(value) ? value : { value };
  return { result, outcome: result['isError'] === true ? 'tool-error' : 'ok' };
}

function unchecked(tool: string): LogLine {
  const phrase = { key: 'note.unchecked', params: { what: `tools/call ${tool}` } } as const;
  return { ...noteLine(phrase), source: 'request' };
}

import { randomUUID } from 'node:crypto';

import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Server, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';

import { jsonObjectSchema } from '../../../shared/domain/catalog.ts';
import type { JsonObject, Progress } from '../../../shared/domain/catalog.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type {
  LastingCaller,
  OnServerRequest,
  RequestOptions,
} from '../../sessions/request-options.ts';
import { isAtLeast, logLevelSchema } from '../../sessions/log-level.ts';
import type { LogLevel } from '../../sessions/log-level.ts';
import type { ParkableOptions } from '../../gateway/parked-turn.ts';
import { canAnswer } from '../../gateway/app-abilities.ts';
import type { AppSession } from '../../gateway/app-session.ts';
import type { AppRequestOptions } from '../../gateway/gateway-port.ts';
import type { GatewayFailure } from '../../gateway/app-hello.ts';

/** Makes one request of an app; what came of it. */
export type MakeRequest = (
  more: JsonObject,
  options: AppRequestOptions,
) => Promise<Result<JsonObject, GatewayFailure>>;

/** A person is slower than any program; the app's own time-out comes first, ms. */
const questionTimeoutMs = 15 * 60_000;
const logLevelKey = 'io.modelcontextprotocol/logLevel';
const capabilitiesKey = 'io.modelcontextprotocol/clientCapabilities';

/** Which app makes a request, and which one it is. */
export interface RequestingApp {
  readonly server: Server;
  readonly session: AppSession;
  /** Who of the app makes it; absent: all of it is one. */
  readonly asker: object | undefined;
  readonly label: string;
  /** The app between its requests, in the legacy era. */
  readonly lasting: (capabilities: JsonObject) => LastingCaller;
}

/**
 * Makes a request for an app, so that what the server asks meanwhile comes to the app in the way of its
 * own era: as a request, or inside the answer. What the app cannot answer is left to the person at the
 * window. `label` tells the request from others of the app.
 */
export async function requestForApp(
  { server, session, asker, label, lasting }: RequestingApp,
  ctx: ServerContext,
  make: MakeRequest,
): Promise<Result<JsonObject, GatewayFailure>> {
  const { envelope, signal } = ctx.mcpReq;
  const common = { caller: session, signal, ...(asker !== undefined && { asker }) };
  if (envelope === undefined) {
    const { logLevel } = session;
    const capabilities = { ...server.getClientCapabilities() };
    return make(
      {},
      {
        ...common,
        era: 'legacy',
        ...progressOf(ctx),
        ...logOf(ctx, logLevel),
        callerCapabilities: capabilities,
        onServerRequest: askedDirectly(ctx, capabilities),
        lasting: lasting(capabilities),
      },
    );
  }
  const said = new Map<string, unknown>(Object.entries(envelope));
  const capabilities = jsonObjectSchema.catch({}).parse(said.get(capabilitiesKey));
  const logLevel = logLevelSchema.optional().catch(undefined).parse(said.get(logLevelKey));
  const { onLogMessage } = logOf(ctx, logLevel);
  return modern({ session, label, onLogMessage }, ctx, (more, options) =>
    make(more, {
      ...common,
      ...(logLevel !== undefined && { logLevel }),
      callerCapabilities: capabilities,
      ...options,
      ...takes(capabilities, options),
    }),
  );
}

const takes = (
  capabilities: JsonObject,
  { onServerRequest }: Pick<RequestOptions, 'onServerRequest'>,
): Pick<RequestOptions, 'takesInput' | 'onServerRequest'> => ({
  takesInput: (request) => canAnswer(capabilities, request),
  onServerRequest: (request, signal) =>
    canAnswer(capabilities, request) ? onServerRequest?.(request, signal) : undefined,
});

interface ModernRequest {
  readonly session: AppSession;
  readonly label: string;
  readonly onLogMessage: RequestOptions['onLogMessage'];
}

async function modern(
  { session, label, onLogMessage }: ModernRequest,
  ctx: ServerContext,
  make: (more: JsonObject, options: ParkableOptions) => Promise<Result<JsonObject, GatewayFailure>>,
): Promise<Result<JsonObject, GatewayFailure>> {
  const { inputResponses, signal } = ctx.mcpReq;
  const requestState = ctx.mcpReq.requestState<string>();
  const exchange = { signal, onLogMessage, ...progressOf(ctx) };
  const resumed =
    requestState === undefined
      ? 'not-parked'
      : session.parked.resume(label, requestState, inputResponses ?? {}, exchange);
  if (resumed === 'gone') {
    const message = 'Nobody waits for this answer any more. The call has to be made again.';
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, message);
  }
  const retried = {
    ...(inputResponses !== undefined && { inputResponses }),
    ...(requestState !== undefined && { requestState }),
  };
  const turn =
    resumed === 'not-parked'
      ? await session.parked.begin(label, exchange, (options) => make(retried, options))
      : await resumed;
  if (turn.kind === 'over') return turn.value;
  const { inputRequests, requestState: state } = turn;
  return ok({ resultType: 'input_required', inputRequests, requestState: state });
}

/** The app hears what its request makes the server log, as severe as it wants to hear. */
function logOf(
  ctx: ServerContext,
  logLevel: LogLevel | undefined,
): Pick<RequestOptions, 'logLevel' | 'onLogMessage'> {
  if (logLevel === undefined) return {};
  const onLogMessage = (params: JsonObject): void => {
    const level = logLevelSchema.safeParse(params['level']);
    if (!level.success || !isAtLeast(level.data, logLevel)) return;
    void ctx.mcpReq
      .notify({ method: 'notifications/message', params: { ...params } })
      .catch(() => undefined);
  };
  return { logLevel, onLogMessage };
}

function progressOf(ctx: ServerContext): Pick<RequestOptions, 'onProgress'> {
  const progressToken = ctx.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return {};
  const onProgress = (progress: Progress): void =>
    void ctx.mcpReq
      .notify({ method: 'notifications/progress', params: { ...progress, progressToken } })
      .catch(() => undefined);
  return { onProgress };
}

/** Lets an app of the legacy era answer what the server asks because of this request. */
function askedDirectly(ctx: ServerContext, capabilities: JsonObject): OnServerRequest {
  const ask = async ({ method, params }: Parameters<OnServerRequest>[0], signal: AbortSignal) => {
    try {
      const answer = await ctx.mcpReq.send(
        { method, params: inLegacyWords(params) },
        z.looseObject({}),
        {
          signal,
          timeout: questionTimeoutMs,
        },
      );
      return ok(jsonObjectSchema.parse(answer));
    } catch (error) {
      const code = error instanceof ProtocolError ? error.code : ProtocolErrorCode.InternalError;
      return err({ code, message: error instanceof Error ? error.message : 'not answered' });
    }
  };
  return (request, signal) => (canAnswer(capabilities, request) ? ask(request, signal) : undefined);
}

/** What the legacy era asks for beyond the modern one: a page has an id. */
const inLegacyWords = (params: JsonObject): Record<string, unknown> =>
  params['mode'] === 'url' ? { elicitationId: randomUUID(), ...params } : { ...params };

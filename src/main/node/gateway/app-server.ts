import {
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';

import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { jsonObjectSchema } from '../../../shared/domain/catalog.ts';
import { err, ok, type Result } from '../../../shared/util/result.ts';
import type { OnServerRequest, RequestOptions } from '../../sessions/session.ts';
import type { AppHello, Gateway, GatewayFailure } from '../../gateway/gateway.ts';

/** What an app talks to, and how failures are put into words. */
export interface AppServerDeps {
  readonly gateway: Gateway;
  readonly hello: AppHello;
  readonly version: string;
  /** Why a server did not answer, for a model and a person to read. */
  readonly sentence: (failure: GatewayFailure) => string;
}

/** A person is slower than any program; the app's own time-out comes first, ms. */
const questionTimeoutMs = 15 * 60_000;

const instructions =
  'Patchbay joins all MCP servers of one person. The part of a name before the first "_" tells the server.';

/**
 * The MCP server one app sees: lists are answered at once from what is known, and requests are passed
 * on with everything in them.
 */
export function createAppServer(deps: AppServerDeps): Server {
  const { gateway, hello } = deps;
  const server = new Server(
    { name: 'patchbay', title: 'Patchbay', version: deps.version },
    {
      capabilities: {
        tools: { listChanged: true },
        prompts: { listChanged: true },
        resources: { listChanged: true },
      },
      instructions,
    },
  );
  const optionsOf = (ctx: ServerContext): RequestOptions => {
    const progressToken = ctx.mcpReq._meta?.progressToken;
    const onServerRequest = questionsTo(server, ctx);
    return {
      signal: ctx.mcpReq.signal,
      ...(progressToken !== undefined && {
        onProgress: (progress) =>
          void ctx.mcpReq
            .notify({ method: 'notifications/progress', params: { ...progress, progressToken } })
            .catch(() => undefined),
      }),
      ...(onServerRequest && { onServerRequest }),
    };
  };
  const offer = () => gateway.offerFor(hello);

  server.setRequestHandler('tools/list', async () =>
    asResult({ tools: [...(await offer()).tools.values()].map(({ item }) => item) }),
  );
  server.setRequestHandler('prompts/list', async () =>
    asResult({ prompts: [...(await offer()).prompts.values()].map(({ item }) => item) }),
  );
  server.setRequestHandler('resources/list', async () =>
    asResult({ resources: (await offer()).resources }),
  );
  server.setRequestHandler('resources/templates/list', async () =>
    asResult({ resourceTemplates: (await offer()).resourceTemplates }),
  );
  server.setRequestHandler('tools/call', async ({ params }, ctx) => {
    const answer = await gateway.callTool(hello, withoutToken(params), optionsOf(ctx));
    if (answer.ok) return asResult(answer.value);
    if (isProtocolFailure(answer.error)) throw protocolError(answer.error, deps.sentence);
    // A model reads results, and most apps hide errors from it.
    const text = deps.sentence(answer.error);
    return asResult({ content: [{ type: 'text', text }], isError: true });
  });
  server.setRequestHandler('prompts/get', async ({ params }, ctx) =>
    valueOf(await gateway.getPrompt(hello, withoutToken(params), optionsOf(ctx)), deps.sentence),
  );
  server.setRequestHandler('resources/read', async ({ params }, ctx) =>
    valueOf(await gateway.readResource(hello, withoutToken(params), optionsOf(ctx)), deps.sentence),
  );
  return server;
}

/** Tells an app that its lists may be others, as long as it can be told. */
export function tellListsChanged(server: Server): void {
  const quietly = () => undefined;
  server.sendToolListChanged().catch(quietly);
  server.sendPromptListChanged().catch(quietly);
  server.sendResourceListChanged().catch(quietly);
}

// What servers sent is passed on with fields the types do not know.
const asResult = <T>(result: JsonObject): T => result as T;

function valueOf<T>(
  answer: Result<JsonObject, GatewayFailure>,
  sentence: AppServerDeps['sentence'],
): T {
  if (answer.ok) return asResult(answer.value);
  throw protocolError(answer.error, sentence);
}

const isProtocolFailure = (failure: GatewayFailure): boolean =>
  failure.kind === 'unknown' || (failure.kind === 'failed' && failure.outcome.kind === 'rpc-error');

function protocolError(failure: GatewayFailure, sentence: AppServerDeps['sentence']): Error {
  if (failure.kind === 'unknown') {
    return new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown: ${failure.name}`);
  }
  if (failure.kind === 'failed' && failure.outcome.kind === 'rpc-error') {
    return new ProtocolError(failure.outcome.rpcCode, failure.outcome.message);
  }
  return new ProtocolError(ProtocolErrorCode.InternalError, sentence(failure));
}

/** The app's token is its own; the session makes one for the server. */
function withoutToken<P extends { readonly _meta?: unknown }>(params: P): P {
  const meta = jsonObjectSchema.safeParse(params._meta);
  if (!meta.success) return params;
  const { progressToken: _, ...rest } = meta.data;
  return { ...params, _meta: rest };
}

/**
 * Lets the app answer what the server asks because of this request, where its era and abilities allow
 * it; undefined where they do not, so that the person at Patchbay's window is asked.
 */
function questionsTo(server: Server, ctx: ServerContext): OnServerRequest | undefined {
  const abilities = server.getClientCapabilities();
  if (ctx.mcpReq.envelope !== undefined || abilities?.elicitation === undefined) return undefined;
  return async ({ method, params }, signal) => {
    if (method !== 'elicitation/create') {
      return err({ code: ProtocolErrorCode.MethodNotFound, message: `${method} is not offered` });
    }
    try {
      const answer = await ctx.mcpReq.send({ method, params: { ...params } }, z.looseObject({}), {
        signal,
        timeout: questionTimeoutMs,
      });
      return ok(jsonObjectSchema.parse(answer));
    } catch (error) {
      const code = error instanceof ProtocolError ? error.code : ProtocolErrorCode.InternalError;
      return err({ code, message: error instanceof Error ? error.message : 'not answered' });
    }
  };
}

import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server';
import type { ServerContext } from '@modelcontextprotocol/server';

import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { jsonObjectSchema } from '../../../shared/domain/catalog.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { AppSession } from '../../gateway/app-session.ts';
import type { Gateway } from '../../gateway/gateway-port.ts';
import type { GatewayFailure } from '../../gateway/app-hello.ts';
import { createAppWatches } from './app-watches.ts';
import type { OfferedList } from '../../gateway/offer-changes.ts';
import { requestForApp } from './app-requests.ts';
import type { MakeRequest } from './app-requests.ts';
import { lastingApp } from './lasting-app.ts';

/** What an app talks to, and how failures are put into words. */
export interface AppServerDeps {
  readonly gateway: Gateway;
  readonly session: AppSession;
  /** Who of the app this serves; absent: all of it. */
  readonly asker?: object;
  readonly version: string;
  /** Why a server did not answer, for a model and a person to read. */
  readonly sentence: (failure: GatewayFailure) => string;
}

const instructions =
  'Patchbay joins all MCP servers of one person. The part of a name before the first "_" tells the server.';

/**
 * The MCP server one app sees: lists are answered at once from what is known, and requests are passed
 * on with everything in them.
 */
export function createAppServer(deps: AppServerDeps): Server {
  const { gateway, session, asker } = deps;
  const { hello } = session;
  const server = new Server(
    { name: 'patchbay', title: 'Patchbay', version: deps.version },
    {
      capabilities: {
        tools: { listChanged: true },
        prompts: { listChanged: true },
        resources: { listChanged: true, subscribe: true },
        completions: {},
        logging: {},
      },
      instructions,
    },
  );
  const lasting = lastingApp(server);
  const request = (label: string, ctx: ServerContext, make: MakeRequest) =>
    requestForApp({ server, session, asker, label, lasting }, ctx, make);
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
    const given = withoutToken(params);
    const answer = await request(`tools/call ${params.name}`, ctx, (more, options) =>
      gateway.callTool(hello, { ...given, ...more }, options),
    );
    if (answer.ok) return asResult(answer.value);
    if (isProtocolFailure(answer.error)) throw protocolError(answer.error, deps.sentence);
    // A model reads results, and most apps hide errors from it.
    const text = deps.sentence(answer.error);
    return asResult({ content: [{ type: 'text', text }], isError: true });
  });
  server.setRequestHandler('prompts/get', async ({ params }, ctx) => {
    const given = withoutToken(params);
    const answer = await request(`prompts/get ${params.name}`, ctx, (more, options) =>
      gateway.getPrompt(hello, { ...given, ...more }, options),
    );
    return valueOf(answer, deps.sentence);
  });
  server.setRequestHandler('resources/read', async ({ params }, ctx) => {
    const given = withoutToken(params);
    const answer = await request(`resources/read ${params.uri}`, ctx, (more, options) =>
      gateway.readResource(hello, { ...given, ...more }, options),
    );
    return valueOf(answer, deps.sentence);
  });
  server.setRequestHandler('completion/complete', async ({ params }, { mcpReq: { signal } }) => {
    const options = { signal, caller: session };
    return valueOf(await gateway.complete(hello, withoutToken(params), options), deps.sentence);
  });
  keepForApp(server, deps);
  return server;
}

/** What an app asks for once and then hears of, up to 2025-11-25. */
function keepForApp(server: Server, { gateway, session, sentence }: AppServerDeps): void {
  const watches = createAppWatches(gateway, session);
  server.setRequestHandler('logging/setLevel', ({ params }) => {
    session.logLevel = params.level;
    return {};
  });
  server.setRequestHandler('resources/subscribe', async ({ params: { uri } }) => {
    const updated = () => void server.sendResourceUpdated({ uri }).catch(() => undefined);
    const watched = await watches.watch(`subscribe ${uri}`, uri, updated);
    if (!watched.ok) throw protocolError(watched.error, sentence);
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', ({ params: { uri } }) => {
    session.release(`subscribe ${uri}`);
    return {};
  });
}

/** Tells an app that these of its lists are others, as long as it can be told. */
export function tellListsChanged(server: Server, lists: readonly OfferedList[]): void {
  const quietly = () => undefined;
  if (lists.includes('tools')) server.sendToolListChanged().catch(quietly);
  if (lists.includes('prompts')) server.sendPromptListChanged().catch(quietly);
  if (lists.includes('resources')) server.sendResourceListChanged().catch(quietly);
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
    const { rpcCode, message, data } = failure.outcome;
    return new ProtocolError(rpcCode, message, data);
  }
  return new ProtocolError(ProtocolErrorCode.InternalError, sentence(failure));
}

/** The app's token is its own; the session makes one for the server. */
function withoutToken<P extends { readonly _meta?: unknown }>(params: P): P {
  if (params._meta === undefined) return params;
  const meta = jsonObjectSchema.safeParse(params._meta);
  if (!meta.success) return params;
  const { progressToken: _, ...rest } = meta.data;
  return { ...params, _meta: rest };
}

import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import { authorizationUrl } from './authorization-url.ts';
import type { FlowStart } from './flow-start.ts';
import type { Discovery } from './discovery.ts';
import { flowLifetimeMs } from './flow.ts';
import type { FlowRecord } from './flow.ts';
import { secretBytes, toText } from './pkce.ts';
import type { FoundRedirect } from './redirect-finder.ts';

/** Everything to finish a sign-in with, and the address to open. */
export function makeFlowRecord(
  { owner, server }: FlowStart,
  discovery: Discovery,
  { way, uri, client, ask }: FoundRedirect,
  deps: {
    readonly clock: Pick<Clock, 'now'>;
    readonly random: Pick<Random, 'id'>;
    readonly randomBytes: (length: number) => Uint8Array;
  },
): FlowRecord {
  const state = toText(deps.randomBytes(secretBytes));
  const verifier = toText(deps.randomBytes(secretBytes));
  const [scopes = [], next] = ask.ladder;
  const { resource, prompt, guess, asksForRefresh } = ask;
  const parameters = { ...ask.parameters, ...guess };
  const { audience } = ask.parameters;
  const endpoint = discovery.server.authorizationEndpoint;
  const { clientId } = client;
  const request = { endpoint, clientId, redirectUri: uri, state, verifier, resource, scopes };
  const createdAt = deps.clock.now();
  return {
    flowId: deps.random.id(),
    owner,
    serverName: server.name,
    serverUrl: server.url,
    state,
    verifier,
    redirectUri: uri,
    via: way === 'deep-link' ? 'deep-link' : 'loopback',
    way,
    resource,
    scopes: [...scopes],
    ...(next === undefined ? {} : { nextScopes: [...next] }),
    asksForRefresh,
    ...(guess === undefined ? {} : { hasGuess: true }),
    ...(audience === undefined ? {} : { renewalParameters: { audience } }),
    authorizationServer: discovery.server,
    client,
    authorizationUrl: authorizationUrl({ ...request, prompt, parameters }),
    createdAt,
    expiresAt: createdAt + flowLifetimeMs,
  };
}

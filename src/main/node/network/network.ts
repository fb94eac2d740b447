import type { Agent as HttpAgent } from 'node:http';
import type { SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';

import type { ProxyChoice } from '../../../shared/domain/proxy.ts';
import { parseUrl } from '../../../shared/util/parse-url.ts';
import { askInTime } from './ask-in-time.ts';
import type { Certificates } from './certificates.ts';
import { portOf } from './no-proxy.ts';
import { proxyError } from './proxy-error.ts';
import { quickRequest, quickRequestOfNode } from './quick-request.ts';
import type { SendQuickly } from './quick-request.ts';
import { routeTo } from './proxy-route.ts';
import type { Route } from './proxy-route.ts';
import { TunnelAgent } from './tunnel-agent.ts';

type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

/** How this computer's network is reached: by which proxy, and whom to trust. */
export interface Network {
  /** A `fetch` that goes the way the person chose; `own` is what they chose for this server. */
  fetchFor(own?: ProxyChoice): Fetch;
  /** As `fetchFor`, for a request of which little more is wanted than that it arrives. */
  quicklyFor(own?: ProxyChoice): SendQuickly;
  /** A tunnel for `ws`, or whom to trust where there is no proxy; rejects with a `proxy` outcome. */
  connectionFor(url: URL, own?: ProxyChoice): Promise<Connection>;
  /** Who signs people in to a server is reached as that server is: remembers how, by its origin. */
  remember(serverUrl: string, own: ProxyChoice | undefined): void;
  /** As `connectionFor`, for a sign-in to the server at `serverUrl`. */
  signInConnection(url: URL, serverUrl: string | undefined): Promise<Connection>;
  /** Closes what is kept open. */
  dispose(): Promise<void>;
}

/** How to connect to one address. */
export interface Connection {
  readonly trust: SecureContext;
  /** Through a proxy; absent when the address is contacted itself. */
  readonly agent?: HttpAgent;
}

/** What a network is made of. */
export interface NetworkDeps {
  readonly certificates: Certificates;
  readonly general: () => ProxyChoice;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly system?: ((url: string) => Promise<string>) | undefined;
}

/** How long a proxy may take to make a tunnel, ms. */
const timeoutMs = 10_000;
const maxRemembered = 1_000;

/** Creates a {@link Network}; nothing is opened before it is used. */
export function createNetwork(deps: NetworkDeps): Network {
  const { certificates, env } = deps;
  const system = deps.system && askInTime(deps.system);
  const byOrigin = new Map<string, ProxyChoice>();
  const dispatchers = new Map<string, { trust: SecureContext; made: Promise<Dispatcher> }>();

  const route = (url: URL, own?: ProxyChoice): Promise<Route> =>
    routeTo(url, { general: deps.general(), own, env, system });

  const dispatcherFor = async (proxy: URL | undefined): Promise<Dispatcher> => {
    const key = proxy?.href ?? 'direct';
    const trust = await certificates.trust();
    const kept = dispatchers.get(key);
    if (kept?.trust === trust) return kept.made;
    const made = import('./dispatchers.ts').then(({ directDispatcher, proxyDispatcher }) =>
      proxy === undefined ? directDispatcher(trust) : proxyDispatcher(proxy, trust, timeoutMs),
    );
    dispatchers.set(key, { trust, made });
    // What is under way on the old one ends in its own time.
    void kept?.made.then((old) => old.close()).catch(() => undefined);
    return made;
  };

  const connectionFor = async (url: URL, own?: ProxyChoice): Promise<Connection> => {
    const [way, trust] = await Promise.all([route(url, own), certificates.trust()]);
    if (way.kind === 'unusable') throw proxyError('unusable', way.proxy, 'not an http proxy');
    if (way.kind === 'direct') return { trust };
    const isTls = url.protocol === 'https:' || url.protocol === 'wss:';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const target = { host, port: portOf(url), isTls };
    return { trust, agent: new TunnelAgent({ proxy: way.proxy, trust, target, timeoutMs }) };
  };

  /** Undefined where there is nothing to decide: without TLS and without a proxy. */
  const wayTo = async (url: URL, own?: ProxyChoice): Promise<Dispatcher | undefined> => {
    const way = await route(url, own);
    if (way.kind === 'unusable') throw proxyError('unusable', way.proxy, 'not an http proxy');
    if (way.kind === 'direct' && url.protocol === 'http:') return undefined;
    return dispatcherFor(way.kind === 'proxy' ? way.proxy : undefined);
  };

  return {
    fetchFor: (own) => async (url, init) => {
      const dispatcher = await wayTo(url, own);
      if (dispatcher === undefined) return fetch(url, init);
      const { fetchThrough } = await import('./dispatchers.ts');
      return fetchThrough(dispatcher, url, init);
    },
    quicklyFor:
      (own) =>
      async (...input) => {
        const dispatcher = await wayTo(input[0], own);
        if (dispatcher === undefined) return quickRequestOfNode(...input);
        return quickRequest(dispatcher, ...input);
      },
    connectionFor,
    remember(serverUrl, own) {
      const origin = parseUrl(serverUrl.replace(/^ws(s?):/i, 'http$1:'))?.origin;
      if (origin === undefined) return;
      byOrigin.delete(origin);
      if (own === undefined) return;
      byOrigin.set(origin, own);
      for (const oldest of byOrigin.keys()) {
        if (byOrigin.size <= maxRemembered) break;
        byOrigin.delete(oldest);
      }
    },
    signInConnection(url, serverUrl) {
      const server = serverUrl === undefined ? undefined : parseUrl(serverUrl);
      return connectionFor(url, server && byOrigin.get(server.origin));
    },
    async dispose() {
      const all = [...dispatchers.values()];
      dispatchers.clear();
      await Promise.all(all.map(async ({ made }) => (await made).destroy().catch(() => undefined)));
    },
  };
}

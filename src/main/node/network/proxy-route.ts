import type { ProxyChoice } from '../../../shared/domain/proxy.ts';
import { own } from '../../../shared/util/own.ts';
import { parseUrl } from '../../../shared/util/parse-url.ts';
import { addressZone } from '../http/address-zone.ts';
import { isExempt, portOf } from './no-proxy.ts';

/** The way to one address. */
export type Route =
  | { readonly kind: 'direct' }
  /** Through an http or https proxy; the address may hold a user and a password. */
  | { readonly kind: 'proxy'; readonly proxy: URL }
  /** A proxy is wanted of a kind that cannot be used, e.g. SOCKS; `proxy` holds no secret. */
  | { readonly kind: 'unusable'; readonly proxy: string };

/** What a route depends on besides the address. */
export interface RouteFacts {
  /** What the person chose for everything. */
  readonly general: ProxyChoice;
  /** What the person chose for this server. */
  readonly own?: ProxyChoice | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the desktop says, in the words of a PAC file: `PROXY a:1; DIRECT`. */
  readonly system?: ((url: string) => Promise<string>) | undefined;
}

const direct: Route = { kind: 'direct' };

/**
 * The way to `url` (http, https, ws or wss). A server's own choice goes before the general one. This
 * computer itself is never reached by a proxy, unless an address was chosen for that very server.
 */
export async function routeTo(url: URL, facts: RouteFacts): Promise<Route> {
  const choice = facts.own ?? facts.general;
  if (choice.kind === 'none') return direct;
  const isLoopback = addressZone(url.hostname) === 'loopback';
  if (isLoopback && facts.own?.kind !== 'address') return direct;
  if (choice.kind === 'address') return { kind: 'proxy', proxy: new URL(choice.address) };
  return routeOfEnvironment(url, facts.env) ?? routeOfSystem(url, facts.system);
}

/** What the environment says, upper or lower case; undefined when it says nothing about proxies. */
export function routeOfEnvironment(url: URL, env: RouteFacts['env']): Route | undefined {
  const read = (name: string): string =>
    (own(env, name) ?? own(env, name.toUpperCase()) ?? '').trim();
  const isSecure = url.protocol === 'https:' || url.protocol === 'wss:';
  const named = read(isSecure ? 'https_proxy' : 'http_proxy') || read('all_proxy');
  if (named === '') return undefined;
  return isExempt(url, read('no_proxy')) ? direct : routeThrough(named);
}

/** A proxy as people write it: with or without `http://`. */
function routeThrough(text: string): Route {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const proxy = parseUrl(address);
  if (proxy === undefined) return { kind: 'unusable', proxy: 'not an address' };
  if (proxy.protocol === 'http:' || proxy.protocol === 'https:') return { kind: 'proxy', proxy };
  return { kind: 'unusable', proxy: `${proxy.protocol}//${proxy.host}` };
}

async function routeOfSystem(url: URL, system: RouteFacts['system']): Promise<Route> {
  if (system === undefined) return direct;
  const asked = `${url.protocol.replace('ws', 'http')}//${url.hostname}:${String(portOf(url))}/`;
  return routeOfAnswer(await system(asked));
}

/** The first way in a PAC file's answer that can be used; what is not understood is passed over. */
export function routeOfAnswer(answer: string): Route {
  let unusable: Route | undefined;
  for (const part of answer.split(';')) {
    const [kind = '', host = ''] = part.trim().split(/\s+/);
    switch (kind.toUpperCase()) {
      case 'DIRECT':
        return direct;
      case 'PROXY':
      case 'HTTP':
        if (parseUrl(`http://${host}`) !== undefined) return routeThrough(`http://${host}`);
        break;
      case 'HTTPS':
        if (parseUrl(`https://${host}`) !== undefined) return routeThrough(`https://${host}`);
        break;
      case 'SOCKS':
      case 'SOCKS4':
      case 'SOCKS5':
        unusable ??= { kind: 'unusable', proxy: `${kind.toLowerCase()}://${host}` };
    }
  }
  return unusable ?? direct;
}

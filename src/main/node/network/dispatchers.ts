import { isIP, connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { Agent, fetch as undiciFetch } from 'undici';
import type { buildConnector, Dispatcher } from 'undici';

import { proxyError } from './proxy-error.ts';
import { openTunnel, proxyAuthorization, secureTunnel } from './tunnel.ts';

/** Connections straight to the server. */
export function directDispatcher(trust: SecureContext): Dispatcher {
  return new Agent({ connect: { secureContext: trust } });
}

/**
 * Connections through a proxy: a tunnel for https; for http the proxy is asked for the address itself
 * (RFC 9112 section 3.2.2), since many open tunnels to port 443 only.
 */
export function proxyDispatcher(proxy: URL, trust: SecureContext, timeoutMs: number): Dispatcher {
  const tunnels = new Agent({
    connect: settled(async ({ hostname, port, protocol }) => {
      const host = hostname.replace(/^\[|\]$/g, '');
      const target = { host, port: Number(port) || (protocol === 'https:' ? 443 : 80), timeoutMs };
      return secureTunnel(await openTunnel(proxy, target, trust), target, trust);
    }),
  });
  const toProxy = new Agent({
    connect: settled(() => connectToProxy(proxy, trust, timeoutMs)),
  }).compose((dispatch) => (options, handler) => dispatch(inAbsoluteForm(options, proxy), handler));
  return new SplitDispatcher(tunnels, toProxy) as unknown as Dispatcher;
}

/** The `fetch` that takes these dispatchers; Node's own may be of another version. */
export async function fetchThrough(
  dispatcher: Dispatcher,
  url: URL,
  init: RequestInit,
): Promise<Response> {
  const answer = await undiciFetch(url, {
    ...(init as Parameters<typeof undiciFetch>[1]),
    dispatcher,
  });
  return answer as unknown as Response;
}

type Connect = (options: buildConnector.Options) => Promise<Socket>;

function settled(connect: Connect): buildConnector.connector {
  return (options, callback) => {
    connect(options).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(error as Error, null),
    );
  };
}

function connectToProxy(proxy: URL, trust: SecureContext, timeoutMs: number): Promise<Socket> {
  const isTls = proxy.protocol === 'https:';
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  const port = Number(proxy.port) || (isTls ? 443 : 80);
  return new Promise((resolve, reject) => {
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const socket = isTls
      ? connectTls({ host, port, secureContext: trust, ...servername })
      : connectTcp({ host, port });
    const fail = (error: NodeJS.ErrnoException): void => {
      socket.destroy();
      reject(proxyError('unreachable', proxy, error.code ?? error.message));
    };
    socket.setTimeout(timeoutMs, () => fail(new Error('no answer in time')));
    socket.once('error', fail);
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      socket.setTimeout(0);
      socket.removeListener('error', fail);
      resolve(socket);
    });
  });
}

function inAbsoluteForm(
  options: Dispatcher.DispatchOptions,
  proxy: URL,
): Dispatcher.DispatchOptions {
  const origin = String(options.origin).replace(/\/$/, '');
  const authorization = proxyAuthorization(proxy);
  return {
    ...options,
    origin: proxy.origin,
    path: `${origin}${options.path}`,
    headers: {
      ...(options.headers as Record<string, string>),
      host: new URL(origin).host,
      ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
    },
  };
}

/** Sends https one way and http another. */
class SplitDispatcher {
  readonly #secure: Dispatcher;
  readonly #plain: Dispatcher;

  constructor(secure: Dispatcher, plain: Dispatcher) {
    this.#secure = secure;
    this.#plain = plain;
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const isSecure = String(options.origin).startsWith('https:');
    return (isSecure ? this.#secure : this.#plain).dispatch(options, handler);
  }

  async close(): Promise<void> {
    await Promise.all([this.#secure.close(), this.#plain.close()]);
  }

  async destroy(): Promise<void> {
    await Promise.all([this.#secure.destroy(), this.#plain.destroy()]);
  }
}

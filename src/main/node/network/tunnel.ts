import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { SecureContext, TLSSocket } from 'node:tls';

import { proxyError, refusedTunnel } from './proxy-error.ts';

/** Where a tunnel leads and how long it may take to make. */
export interface TunnelTarget {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/** `Basic` credentials out of the address of a proxy; undefined when it has none. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/**
 * Has a proxy open a tunnel (`CONNECT`, RFC 9110 section 9.3.6) and gives its socket. Whatever the
 * proxy says instead is an error that carries a `proxy` outcome; none of it is taken for an answer
 * of the server.
 */
export function openTunnel(
  proxy: URL,
  { host, port, timeoutMs }: TunnelTarget,
  trust: SecureContext,
): Promise<Socket> {
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${String(port)}`;
  const authorization = proxyAuthorization(proxy);
  const isTls = proxy.protocol === 'https:';
  const to = proxy.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const asking = (isTls ? httpsRequest : httpRequest)({
      host: to,
      port: proxy.port || (isTls ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      agent: false,
      timeout: timeoutMs,
      headers: {
        host: authority,
        ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
      },
      // Else the name in the Host header, which is the server's, would be looked for.
      ...(isTls ? { secureContext: trust, servername: isIP(to) === 0 ? to : '' } : {}),
    });
    asking.once('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
      asking.setTimeout(0);
      socket.setTimeout(0);
      if (statusCode === 200 && head.length === 0) return resolve(socket);
      socket.destroy();
      reject(
        statusCode === 200
          ? proxyError('refused', proxy, 'it spoke before the server did')
          : refusedTunnel(proxy, statusCode),
      );
    });
    // An answer that is none to CONNECT; Node hands over what has a body this way.
    asking.once('response', (response) => {
      response.destroy();
      reject(refusedTunnel(proxy, response.statusCode ?? 0));
    });
    asking.once('timeout', () => {
      asking.destroy();
      reject(proxyError('unreachable', proxy, 'no answer in time'));
    });
    asking.once('error', (error: NodeJS.ErrnoException) => {
      reject(proxyError('unreachable', proxy, error.code ?? error.message));
    });
    asking.end();
  });
}

/** TLS to the server itself inside a tunnel; the proxy sees nothing of it. */
export async function secureTunnel(
  socket: Socket,
  target: TunnelTarget,
  trust: SecureContext,
): Promise<TLSSocket> {
  const { host } = target;
  const secured = connectTls({
    socket,
    secureContext: trust,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 ? { servername: host } : { host }),
  });
  return new Promise((resolve, reject) => {
    secured.setTimeout(target.timeoutMs, () => {
      secured.destroy(Object.assign(new Error('no TLS in time'), { code: 'ETIMEDOUT' }));
    });
    secured.once('secureConnect', () => {
      secured.setTimeout(0);
      secured.removeListener('error', reject);
      resolve(secured);
    });
    secured.once('error', reject);
  });
}

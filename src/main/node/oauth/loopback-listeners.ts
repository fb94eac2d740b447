import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { CallbackVerdict, LoopbackListeners } from '../../oauth/oauth-ports.ts';
import { callbackPage, callbackPagePolicy } from './callback-page.ts';
import type { CallbackPageTexts } from './callback-page.ts';

const address = '127.0.0.1';
/** Visitors that bring no answer before the door closes for good. */
const maxStrangers = 50;
const farewellMs = 2_000;

/**
 * Doors on the loopback interface (RFC 8252 section 7.3). Each takes one answer to a sign-in that is
 * really open, shows how it went, and closes. Whoever asks for anything else, or by another name
 * than the door's, is turned away. A door for `localhost` is at 127.0.0.1 as well, and only there.
 */
export function createLoopbackListeners(texts: () => CallbackPageTexts): LoopbackListeners {
  return {
    async open(onAnswer, { preferredPort, host = address, path = '/callback' }) {
      const server = createServer({ maxHeaderSize: 32_768, requestTimeout: 10_000 });
      const preferred =
        preferredPort === undefined ? undefined : await listen(server, preferredPort);
      const port = preferred?.ok === true ? preferred : await listen(server, 0);
      if (!port.ok) return port;
      const authority = `${host}:${String(port.value)}`;
      let closing: Promise<void> | undefined;
      const close = (): Promise<void> => (closing ??= stop(server));
      let strangers = 0;
      const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        const { url = '', headers, method } = request;
        const isAnswer =
          method === 'GET' && headers.host === authority && url.split('?', 1)[0] === path;
        const verdict = isAnswer ? await onAnswer(`http://${authority}${url}`) : 'unknown';
        show(response, isAnswer ? verdict : undefined, texts());
        strangers += verdict === 'unknown' ? 1 : 0;
        if (verdict !== 'unknown' || strangers >= maxStrangers) {
          response.once('close', () => void close());
        }
      };
      server.on('request', (request, response) => {
        answer(request, response).catch(() => response.destroy());
      });
      server.unref();
      return ok({ redirectUri: `http://${authority}${path}`, close });
    },
  };
}

async function listen(
  server: Server,
  port: number,
): Promise<Result<number, { readonly detail: string }>> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      resolve(err({ detail: error.code ?? error.message }));
    };
    server.once('error', onError);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off('error', onError);
      resolve(ok((server.address() as AddressInfo).port));
    });
  });
}

/** Lets nobody in any more, and the page that is just being sent arrive. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), farewellMs);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function show(
  response: ServerResponse,
  verdict: CallbackVerdict | undefined,
  texts: CallbackPageTexts,
): void {
  if (verdict === undefined) {
    response.writeHead(404, { 'content-length': 0, connection: 'close' });
    response.end();
    return;
  }
  const page = Buffer.from(callbackPage(verdict, texts), 'utf8');
  response.writeHead(verdict === 'completed' ? 200 : 400, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': page.byteLength,
    'content-security-policy': callbackPagePolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(page);
}

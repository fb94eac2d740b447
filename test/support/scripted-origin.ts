import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

import { listen, readText, stop } from './oauth-server.ts';

/** A request an origin got. */
export interface OriginRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: URLSearchParams;
  readonly body: string;
}

/** What it answers: JSON, other text, nothing ever, or a broken connection. */
export type OriginAnswer =
  | {
      readonly status?: number;
      readonly json: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly status?: number;
      readonly text: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'hang'
  | 'reset';

/** An HTTP server on loopback that answers as it is told. */
export interface ScriptedOrigin extends AsyncDisposable {
  readonly origin: string;
  readonly seen: OriginRequest[];
  /** May be replaced at any time. */
  answer: (request: OriginRequest) => OriginAnswer;
}

/** Starts an origin; without a script it answers everything with 404. */
export async function startOrigin(
  answer: ScriptedOrigin['answer'] = () => ({ status: 404, text: '' }),
): Promise<ScriptedOrigin> {
  const server = createServer();
  const origin: ScriptedOrigin = {
    origin: await listen(server),
    seen: [],
    answer,
    [Symbol.asyncDispose]: () => stop(server),
  };
  server.on('request', (request, response) => {
    void readText(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      const seen = { method, path, headers, body, form: new URLSearchParams(body) };
      origin.seen.push(seen);
      const said = origin.answer(seen);
      if (said === 'hang') return;
      if (said === 'reset') return void request.socket.resetAndDestroy();
      const isJson = 'json' in said;
      response.writeHead(said.status ?? 200, {
        'content-type': isJson ? 'application/json' : 'text/html',
        ...said.headers,
      });
      response.end(isJson ? JSON.stringify(said.json) : said.text);
    });
  });
  return origin;
}

import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before an HTTP server and keeps the headers of each request that goes on to it. */
export interface HeaderRelay {
  readonly url: string;
  readonly seen: readonly IncomingHttpHeaders[];
  close(): Promise<void>;
}

/** Starts a relay before the server at `target`. */
export async function startHeaderRelay(target: string): Promise<HeaderRelay> {
  const seen: IncomingHttpHeaders[] = [];
  const relay = createServer((request, response) => {
    seen.push(request.headers);
    const onward = httpRequest(
      new URL(request.url ?? '/', target),
      { method: request.method ?? 'GET', headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const { port } = relay.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/mcp`,
    seen,
    close: () =>
      new Promise((resolve) => {
        relay.close(() => resolve());
        relay.closeAllConnections();
      }),
  };
}

import { WebSocket } from 'ws';

/** A page seen from outside through Chromium's DevTools protocol. */
export interface PageSession {
  /** Runs an expression in the page, waits for its promise and answers with its JSON value. */
  evaluate<T>(expression: string): Promise<T>;
  /** Sends a command of the protocol. */
  send(method: string, params?: object): Promise<unknown>;
  close(): void;
}

interface Reply {
  readonly id?: number;
  readonly result?: { readonly result?: { readonly value?: unknown }; exceptionDetails?: unknown };
  readonly error?: { readonly message: string };
}

interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

/** Attaches to the first page of a Chromium that listens on `port`. */
export async function attachToPage(port: number): Promise<PageSession> {
  const answer = await fetch(`http://127.0.0.1:${String(port)}/json/list`);
  const page = ((await answer.json()) as Target[]).find(({ type }) => type === 'page');
  if (page === undefined) throw new Error('there is no page');
  const socket = new WebSocket(page.webSocketDebuggerUrl, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return sessionOver(socket);
}

function sessionOver(socket: WebSocket): PageSession {
  const waiting = new Map<number, (reply: Reply) => void>();
  let lastId = 0;
  socket.on('message', (data: Buffer) => {
    const reply = JSON.parse(data.toString('utf8')) as Reply;
    if (reply.id === undefined) return;
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  const ask = (method: string, params: object = {}) =>
    new Promise<NonNullable<Reply['result']>>((resolve, reject) => {
      const id = (lastId += 1);
      waiting.set(id, ({ result, error }) => {
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result ?? {});
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  return {
    send: ask,
    async evaluate<T>(expression: string) {
      const options = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await ask('Runtime.evaluate', options);
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return result?.value as T;
    },
    close: () => socket.close(),
  };
}

import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';

import { outcomeOf } from '../../../src/main/node/http/http-outcome-error.ts';
import { defaultReconnectionPolicy } from '../../../src/main/node/http/reconnection-policy.ts';
import { createReconnectionScheduler } from '../../../src/main/node/http/reconnection-scheduler.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import {
  openStream,
  startScriptedLegacyServer,
} from '../../fixtures/servers/http/scripted-legacy-server.ts';
import { connectLegacy, createCleanUp, recordingFetch } from './harness.ts';

const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

/** What is done to a stream that is asked to go on; `rest` is what had not been sent. */
type Resume = (response: ServerResponse, rest: string) => void;

const note =
  '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":1}}';

/** An answer in three events, two of them numbered, as it is on the wire. */
const answerTo = (id: string | number, end: string): string =>
  ['id: first', 'data: ', '', 'id: second', 'event: message', `data: ${note}`, '']
    .concat('id: third', `data: {"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{}}`, '', '')
    .join(end);

const cut = (response: ServerResponse, text: string, isClean: boolean): void => {
  openStream(response, text === '' ? ': \n\n' : text);
  if (isClean) response.end();
  else response.socket?.end();
};

/** A client whose every ping is cut after the bytes that `cutAt` says, then resumed in one way. */
async function kit(resume: Resume, end: string, isClean: boolean) {
  let cutAt = 0;
  let sent = '';
  const server = cleanUp.own(
    await startScriptedLegacyServer({
      answer({ id = '' }, response) {
        sent = answerTo(id, end);
        cut(response, sent.slice(0, cutAt), isClean);
      },
      stream(response, _nth, request) {
        const after = request.headers['last-event-id'];
        if (after === undefined) return void response.writeHead(405).end();
        const event = sent.indexOf(`id: ${String(after)}`);
        const next = sent.indexOf(`${end}${end}`, event) + 2 * end.length;
        resume(response, sent.slice(next));
      },
    }),
  );
  const reconnection = createReconnectionScheduler({
    clock: createSystemClock(),
    random: { next: () => 0 },
    policy: { ...defaultReconnectionPolicy, minDelayMs: 1, maxDelayMs: 2, maxShortLived: 1e9 },
    onFlapping: () => undefined,
    onGaveUp: () => undefined,
  });
  const { fetch } = recordingFetch();
  const { client } = await connectLegacy(server.url, { ...reconnection, fetch });
  cleanUp.own(client);
  return {
    length: answerTo(1, end).length,
    /** Whether a ping cut after so many bytes was answered by the server; 'lost' if it was not. */
    async ping(at: number): Promise<'answered' | 'lost'> {
      cutAt = at;
      try {
        // Nobody waits as long as this: whoever is left without an answer fails the test.
        await client.request({ method: 'ping' }, { timeout: 600_000 });
        return 'answered';
      } catch (error) {
        if (outcomeOf(error) === undefined) throw error;
        return 'lost';
      }
    },
  };
}

const status =
  (code: number): Resume =>
  (response) =>
    void response.writeHead(code).end();

const refusals: readonly (readonly [string, Resume])[] = [
  ['405', status(405)],
  ['404', status(404)],
  ['400', status(400)],
  ['503', status(503)],
  ['429', status(429)],
  ['a page', (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('x')],
  ['no content', status(204)],
  ['a broken connection', (response) => void response.socket?.destroy()],
  ['a stream that ends at once', (response) => cut(response, '', true)],
  ['a stream that breaks in its first event', (response) => cut(response, 'id: third\nda', false)],
];

const endings = [
  ['LF', '\n', true],
  ['LF, broken', '\n', false],
  ['CR', '\r', true],
  ['CRLF, broken', '\r\n', false],
] as const;

describe.each(refusals)('a stream whose resumption meets %s', (name, resume) => {
  // Every byte where the refusal is plain; what is tried again takes longer, and is sampled.
  const step = name === '405' ? 1 : 13;
  test.each(endings)(
    'leaves nobody waiting, wherever it was cut (%s)',
    async (_end, end, isClean) => {
      const { ping, length } = await kit(resume, end, isClean);
      for (let at = 0; at < length - 20; at += step)
        expect([at, await ping(at)]).toEqual([at, 'lost']);
      for (let at = length - 20; at < length; at += step) await ping(at);
      expect(await ping(length + 10)).toBe('answered');
    },
  );
});

describe('a stream that is resumed', () => {
  test.each(endings)('loses nothing once an event came whole (%s)', async (_end, end, isClean) => {
    const { ping, length } = await kit((response, rest) => cut(response, rest, true), end, isClean);
    const firstEvent = ['id: first', 'data: ', '', ''].join(end).length;
    for (let at = 0; at <= length; at += 1) {
      const expected = at < firstEvent - (end.length - 1) ? 'lost' : 'answered';
      // Half of a line's end may count as one or not.
      if (at >= firstEvent - 2 && at < firstEvent) await ping(at);
      else expect([at, await ping(at)]).toEqual([at, expected]);
    }
  });

  test('goes on although the resumed stream breaks before its first number, time and again', async () => {
    let resumed = 0;
    const { ping } = await kit(
      (response, rest) => {
        resumed += 1;
        cut(response, resumed < 4 ? ': nothing yet\n\n' : rest, true);
      },
      '\n',
      true,
    );
    expect([await ping(30), resumed]).toEqual(['answered', 4]);
  });
});

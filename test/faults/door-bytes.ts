import { setTimeout as delay } from 'node:timers/promises';

import { notAmong } from '../../bench/figures/outcome.ts';
import type { HttpDoorHost } from '../support/http-door.ts';
import { BareConnection, greeting, headOf, mostMemory, othersAreServed } from './door-apps.ts';
import type { DoorRow } from './doors.ts';

const patienceMs = 90_000;
const idle = 1_000;
const mebibyte = 2 ** 20;

/** What is hung up on, before or after the greeting. */
const oddBytes: Readonly<Record<string, readonly (string | Buffer)[]>> = {
  'no greeting': ['{"jsonrpc":"2.0","id":1,"method":"initialize"}\n'],
  'another version': ['{"patchbay":2,"app":"","server":"","profile":""}\n'],
  HTTP: ['GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  'invalid UTF-8': [Buffer.from([0xff, 0xfe, 0x0a])],
  'half a greeting': [greeting.slice(0, 20)],
  'nothing at all': [],
  'a greeting without an end': ['x'.repeat(70_000)],
  '50 MB without a newline': [
    greeting,
    ...Array.from({ length: 50 }, () => Buffer.alloc(mebibyte, 0x61)),
  ],
};

/** Bytes that are no message on the socket. */
export async function bytesOnSocket(running: HttpDoorHost): Promise<DoorRow> {
  const wrong: string[] = [];
  const memory = await mostMemory(async () => {
    for (const [name, pieces] of Object.entries(oddBytes)) {
      const odd = await BareConnection.toSocket(running);
      for (const piece of pieces) await odd.send(piece);
      if (!(await odd.ends(patienceMs))) wrong.push(name);
      odd.leave();
    }
  });
  const tried = Object.keys(oddBytes);
  const served = await othersAreServed(running);
  return {
    scenario: `odd bytes on the socket (${tried.join(', ')})`,
    happened: `hung up on ${among(tried, wrong)}; ${String(memory)} MiB more memory; ${others(served)}`,
    goal: 'hung up on all, ≤ 200 MiB, others are served',
    isMet: wrong.length === 0 && served && memory <= 200,
  };
}

/** Lines that come in halves, or are no message, between lines that are. */
export async function linesOnSocket(running: HttpDoorHost): Promise<DoorRow> {
  const odd = await BareConnection.toSocket(running);
  const ping = (id: number): string => `{"jsonrpc":"2.0","id":${String(id)},"method":"ping"}\n`;
  const begin =
    '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"odd","version":"1"}}}\n';
  await odd.send(greeting.slice(0, 10));
  await delay(100);
  await odd.send(greeting.slice(10) + begin.slice(0, 30));
  await delay(100);
  await odd.send(`${begin.slice(30)}half a line\n[${ping(98).trim()}]\n`);
  await odd.send(Buffer.from([0xff, 0xfe, 0x0a]));
  await odd.send('{"jsonrpc":"2.0"}\nnull\n\n[]\n');
  await odd.send(ping(2));
  for (let tries = 0; tries < 100 && !odd.read.includes('"id":2'); tries += 1) await delay(100);
  const answered = [1, 2].filter((id) => odd.read.includes(`"id":${String(id)}`)).length;
  const arrays = odd.read.includes('"id":98') ? 1 : 0;
  odd.leave();
  return {
    scenario: 'half lines, arrays, invalid UTF-8 and lines that are no message among good ones',
    happened: `${String(answered)} of 2 good ones answered, ${String(arrays)} of 1 in an array`,
    goal: 'the good ones answered, none in an array',
    isMet: answered === 2 && arrays === 0,
  };
}

/** Bodies of 100 MB, one whose length is said and one in pieces, and what comes too slowly. */
export async function bodies(running: HttpDoorHost): Promise<DoorRow> {
  const refused: string[] = [];
  const memory = await mostMemory(async () => {
    const said = await BareConnection.toPort(running);
    await said.send(headOf(running, 'Content-Length: 104857600'));
    await sendMuch(said, (piece) => piece);
    const chunked = await BareConnection.toPort(running);
    await chunked.send(headOf(running, 'Transfer-Encoding: chunked'));
    await sendMuch(chunked, (piece) =>
      Buffer.concat([Buffer.from('100000\r\n'), piece, Buffer.from('\r\n')]),
    );
    for (const one of [said, chunked]) {
      if ((await one.ends(patienceMs)) && one.read.startsWith('HTTP/1.1 413')) refused.push('413');
      one.leave();
    }
  });
  const served = await othersAreServed(running);
  return {
    scenario: 'bodies of 100 MB, with and without a length',
    happened: `${String(refused.length)} of 2 refused and hung up on, ${String(memory)} MiB more memory; ${others(served)}`,
    goal: 'both refused, ≤ 200 MiB, others are served',
    isMet: refused.length === 2 && served && memory <= 200,
  };
}

async function sendMuch(to: BareConnection, form: (piece: Buffer) => Buffer): Promise<void> {
  const piece = form(Buffer.alloc(mebibyte, 0x20));
  for (let sent = 0; sent < 100 && !to.isOver; sent += 1) await to.send(piece);
}

/** A head and a body of which a byte comes each second. */
export async function slowOnes(running: HttpDoorHost): Promise<DoorRow> {
  const parts = [
    ['a head', '', headOf(running)],
    ['a body', headOf(running, 'Content-Length: 1000'), ' '.repeat(1_000)],
  ] as const;
  const startedAt = performance.now();
  const ended = await Promise.all(
    parts.map(async ([name, first, slowly]) => {
      const slow = await BareConnection.toPort(running);
      await slow.send(first);
      for (const byte of slowly) {
        if (slow.isOver || performance.now() - startedAt > patienceMs) break;
        await slow.send(byte);
        await delay(1_000);
      }
      const isEnded = slow.isOver && slow.read.startsWith('HTTP/1.1 408');
      slow.leave();
      const afterS = Math.round((performance.now() - startedAt) / 1_000);
      return isEnded ? [`${name} after ${String(afterS)} s`] : [];
    }),
  );
  const served = await othersAreServed(running);
  return {
    scenario: 'a head and a body of which a byte comes each second',
    happened: `${String(ended.flat().length)} of 2 ended (${ended.flat().join(', ')}); ${others(served)}`,
    goal: 'both ended within 90 s, others are served',
    isMet: ended.flat().length === 2 && served,
  };
}

/** Many connections that say nothing, at both doors. */
export async function idleConnections(running: HttpDoorHost): Promise<DoorRow> {
  const open: BareConnection[] = [];
  for (let count = 0; count < idle; count += 1) {
    open.push(await BareConnection.toSocket(running), await BareConnection.toPort(running));
  }
  const served = await othersAreServed(running);
  let left = open.length;
  for (let tries = 0; tries < 200 && left > 0; tries += 1) {
    left = open.filter(({ isOver }) => !isOver).length;
    await delay(100);
  }
  for (const one of open) one.leave();
  return {
    scenario: `${String(idle)} connections that say nothing at each door`,
    happened: `${others(served)} meanwhile; ${String(left)} of ${String(open.length)} still open after 20 s`,
    goal: 'others are served meanwhile, none stays',
    isMet: served && left === 0,
  };
}

const among = (tried: readonly string[], wrong: readonly string[]): string =>
  `${String(tried.length - wrong.length)} of ${String(tried.length)}${notAmong(wrong)}`;

const others = (served: boolean): string =>
  served ? 'others are served' : 'others are NOT served';

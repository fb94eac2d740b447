import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { bridges, connectApp, runBridge, socketIn, untilDoorIsOpen } from '../../support/bridge.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

/** A door of the test's own, so that each line is seen. */
class Door {
  readonly lines: string[] = [];
  #server: Server | undefined;
  #socket: Socket | undefined;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async open(): Promise<void> {
    await rm(this.#path, { force: true });
    this.#server = createServer((socket) => {
      this.#socket = socket;
      let rest = '';
      socket.on('data', (chunk: Buffer) => {
        const parts = (rest + chunk.toString()).split('\n');
        rest = parts.pop() ?? '';
        this.lines.push(...parts);
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => this.#server?.listen(this.#path, resolve));
  }

  say(line: string): void {
    this.#socket?.write(line);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve));
    this.#socket?.destroy();
    await closed;
  }

  heard(part: string): Promise<string> {
    return waitFor(part, () => this.lines.find((line) => line.includes(part)));
  }
}

interface App {
  readonly child: ChildProcess;
  readonly out: string[];
  send(message: unknown): void;
  heard(part: string): Promise<string>;
}

describe.each(bridges)('the bridge (%s)', (_name, bridge) => {
  let folder: string;
  let door: Door;
  const children: ChildProcess[] = [];

  function startApp(...args: string[]): App {
    const child = spawn(bridge.command, [...bridge.args, '--socket', socketIn(folder), ...args]);
    children.push(child);
    const out: string[] = [];
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      out.push(...parts);
    });
    return {
      child,
      out,
      send: (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
      heard: (part) => waitFor(part, () => out.find((line) => line.includes(part))),
    };
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-bridge-'));
    await mkdir(join(folder, 'gateway'));
    door = new Door(socketIn(folder));
    await door.open();
  });

  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await door.close().catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  });

  test('says first which app it is, then hands on what comes, both ways', async () => {
    const app = startApp('--app', 'the "app"', '--server', 'docs');
    app.send({ jsonrpc: '2.0', id: 1, method: 'ping' });
    await door.heard('ping');
    expect(JSON.parse(door.lines[0] ?? '')).toEqual({
      patchbay: 1,
      app: 'the "app"',
      server: 'docs',
      profile: '',
    });
    door.say('{"jsonrpc":"2.0","id":1,"result":{"text":"ü — 漢字"}}\n');
    expect(await app.heard('"id":1')).toContain('ü — 漢字');
  });

  test('tells what was in flight when Patchbay ends, sends it never again, and opens the session anew', async () => {
    const app = startApp();
    app.send({ jsonrpc: '2.0', id: 'i', method: 'initialize', params: { protocolVersion: 'x' } });
    await door.heard('initialize');
    door.say('{"jsonrpc":"2.0","id":"i","result":{}}\n');
    await app.heard('"id":"i"');
    app.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    app.send({ jsonrpc: '2.0', id: 2, method: 'logging/setLevel', params: { level: 'error' } });
    app.send({ jsonrpc: '2.0', id: 3, method: 'resources/subscribe', params: { uri: 'a:1' } });
    app.send({ jsonrpc: '2.0', id: 4, method: 'resources/subscribe', params: { uri: 'a:2' } });
    app.send({ jsonrpc: '2.0', id: 5, method: 'resources/unsubscribe', params: { uri: 'a:1' } });
    await door.heard('unsubscribe');
    for (const id of [2, 3, 4, 5]) door.say(`{"jsonrpc":"2.0","id":${String(id)},"result":{}}\n`);
    await app.heard('"id":5');
    app.send({ jsonrpc: '2.0', id: 6, method: 'tools/call', params: { name: 'pay' } });
    await door.heard('pay');
    door.say('{"jsonrpc":"2.0","id":6,"resu');
    await door.close();

    const refused = JSON.parse(await app.heard('"id":6')) as { error: { message: string } };
    expect(refused.error.message).toMatch(/not sent again/);
    door.lines.length = 0;
    await door.open();
    await door.heard('a:2');
    const methods = door.lines
      .slice(1)
      .map((line) => (JSON.parse(line) as { method: string }).method);
    expect(methods).toEqual([
      'initialize',
      'notifications/initialized',
      'logging/setLevel',
      'resources/subscribe',
    ]);
    const before = app.out.length;
    for (const id of ['"i"', '2', '4']) door.say(`{"jsonrpc":"2.0","id":${id},"result":{}}\n`);
    app.send({ jsonrpc: '2.0', id: 7, method: 'ping' });
    await door.heard('ping');
    door.say('{"jsonrpc":"2.0","id":7,"result":{}}\n');
    await app.heard('"id":7');
    const after = app.out.slice(before).filter((line) => !line.includes('list_changed'));
    expect(after).toEqual(['{"jsonrpc":"2.0","id":7,"result":{}}']);
    for (const list of ['tools', 'resources', 'prompts']) await app.heard(`${list}/list_changed`);
  });

  test('keeps what comes while Patchbay is away, and gives an error when it stays away', async () => {
    await door.close();
    const app = startApp('--wait-ms', '300');
    app.send({ jsonrpc: '2.0', id: 1, method: 'ping' });
    expect(await app.heard('"id":1')).toContain('could not be started');
    app.send({ jsonrpc: '2.0', id: 2, method: 'initialize' });
    await app.heard('"id":2');
    await door.open();
    await waitFor('the greeting', () => door.lines.length > 0);
    app.send({ jsonrpc: '2.0', id: 3, method: 'ping' });
    await door.heard('"id":3');
    expect(door.lines.join('')).not.toMatch(/"id":(1|2)\b/);
  });

  test('starts Patchbay when it does not run', async () => {
    await door.close();
    const marker = join(folder, 'started');
    const starter = join(folder, 'start.sh');
    await writeFile(starter, `#!/bin/sh\necho "$@" > ${marker}\n`, { mode: 0o755 });
    const app = startApp('--start', starter);
    app.send({ jsonrpc: '2.0', id: 1, method: 'ping' });
    await waitFor('the start', () => stat(marker).catch(() => undefined));
    await waitFor('its arguments', async () => (await readFile(marker, 'utf8')) !== '');
    expect(await readFile(marker, 'utf8')).toBe('--hidden\n');
    await door.open();
    await door.heard('ping');
  });

  test('ends with its app, and lets answers under way through first', async () => {
    const app = startApp();
    app.send({ jsonrpc: '2.0', id: 1, method: 'ping' });
    app.child.stdin?.end();
    await door.heard('ping');
    expect(app.child.exitCode).toBeNull();
    door.say('{"jsonrpc":"2.0","id":1,"result":{}}\n');
    await app.heard('"id":1');
    await waitFor('the end', () => app.child.exitCode === 0);
  });

  test('passes a message of some megabytes in one piece, whatever it holds', async () => {
    const app = startApp();
    const text = `${'{"id":1,'.repeat(100_000)}\\"]}`.repeat(4);
    app.send({ params: { text, id: 9 }, jsonrpc: '2.0', method: 'x', id: 1 });
    const line = await waitFor('it', () => door.lines[1]);
    expect((JSON.parse(line) as { params: { text: string } }).params.text).toBe(text);
    door.say(`${JSON.stringify({ jsonrpc: '2.0', result: { text, id: 3 }, id: 1 })}\n`);
    const back = await waitFor('it back', () => app.out[0]);
    expect((JSON.parse(back) as { result: { text: string } }).result.text).toBe(text);
  });

  test('a door that hangs up at once is tried ten times a second, and no more', async () => {
    await door.close();
    let knocks = 0;
    let firstAt = 0;
    const hangsUp = createServer((socket) => {
      if (knocks === 0) firstAt = performance.now();
      knocks += 1;
      socket.on('error', () => undefined);
      socket.destroy();
    });
    await new Promise<void>((resolve) => hangsUp.listen(socketIn(folder), resolve));
    const app = startApp();
    await waitFor('it to come again', () => knocks >= 10);
    expect(knocks).toBeLessThanOrEqual(Math.ceil((performance.now() - firstAt) / 100) + 2);
    app.child.kill('SIGKILL');
    await new Promise((resolve) => hangsUp.close(resolve));
  });

  test('finds the door in a home with blanks and signs of other scripts', async () => {
    const home = join(folder, 'mein Heim 家');
    const gateway = join(home, '.config', 'Patchbay', 'gateway');
    await mkdir(gateway, { recursive: true });
    const own = new Door(join(gateway, 'socket'));
    await own.open();
    const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: '', PATCHBAY_SOCKET: '' };
    const child = spawn(bridge.command, [...bridge.args, '--app', '家'], { env });
    children.push(child);
    expect(JSON.parse(await own.heard('patchbay'))).toMatchObject({ patchbay: 1, app: '家' });
    await own.close();
  });

  test.each([[[]], [['status']]])(
    'says that a path no socket can have is too long %j',
    async (words) => {
      const { code, out, err } = await runBridge(bridge, join(folder, 'x'.repeat(120)), words);
      expect([code, out]).toEqual([70, '']);
      expect(err).toBe('patchbay-bridge: the path of the socket is too long\n');
    },
  );

  test('what is no message is handed on as it is, and a blank line is nothing', async () => {
    const app = startApp();
    app.child.stdin?.write('\n  \nnot json\n[1,2]\n{"id":\n');
    app.send({ jsonrpc: '2.0', id: 1, method: 'ping' });
    await door.heard('ping');
    expect(door.lines.slice(1, 4)).toEqual(['not json', '[1,2]', '{"id":']);
  });

  describe('over a real host', () => {
    let running: TestHost;

    const start = async (): Promise<void> => {
      running = await startTestHost({ servesApps: true, seedSample: true, folder });
      running.host.start();
      await running.host.started;
      await untilDoorIsOpen(folder);
      await running.reached('sample', 'ready');
    };

    beforeEach(async () => {
      await door.close();
      await start();
    });
    afterEach(() => running.close());

    test.each(['legacy', 'modern'] as const)(
      'an app of the %s era outlives a restart of Patchbay',
      async (era) => {
        const client = await connectApp(bridge, folder, { app: 'survivor', era });
        const echo = async (text: string) => {
          const { content } = await client.callTool({ name: 'sample_echo', arguments: { text } });
          return JSON.stringify(content);
        };
        expect(await echo('one')).toContain('one');
        await running.close();
        await start();
        expect(await echo('two')).toContain('two');
        await client.close();
      },
    );

    describe('the command line', () => {
      test('says the state of each server', async () => {
        const { code, out } = await runBridge(bridge, folder, ['status']);
        expect([code, out]).toEqual([0, 'sample\tready\n']);
      });

      test('lists and calls with the own names of a server', async () => {
        const listed = await runBridge(bridge, folder, ['list', 'sample']);
        expect(listed.out.split('\n')).toContain('sample\techo');
        const called = await runBridge(bridge, folder, ['call', 'sample', 'echo', '{"text":"ho"}']);
        expect(called).toMatchObject({ code: 0, err: '' });
        expect(called.out).toContain('ho');
      });

      test.each([
        [['call', 'sample', 'nothing'], 68],
        [['call', 'sample', 'echo', '[1]'], 64],
        [['call'], 64],
        [['dance'], 64],
        [['list', 'nobody'], 68],
      ] as const)('refuses %j with %i and a sentence', async (words, code) => {
        const answer = await runBridge(bridge, folder, words);
        expect(answer.code).toBe(code);
        expect(answer.out).toBe('');
        expect(answer.err).not.toBe('');
      });

      test('says that Patchbay does not run', async () => {
        const answer = await runBridge(bridge, '/nowhere', ['status']);
        expect(answer).toEqual({
          code: 69,
          out: '',
          err: 'Patchbay is not running, or its settings let no apps in. Start it, then try again.\n',
        });
      });
    });
  });
});

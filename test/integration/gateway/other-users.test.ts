import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, test } from 'vitest';

import { bridges, socketIn, untilDoorIsOpen } from '../../support/bridge.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';

/** Somebody else on this computer; only root can act as them. */
const nobody = 65_534;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function openFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-users-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  return folder;
}

/** What a program of another user says; it is Node's own, so that it needs no file of ours. */
function asNobody(script: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', script], { uid: nobody, gid: nobody, cwd: '/' });
    let said = '';
    child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    child.on('close', () => resolve(said));
  });
}

describe.runIf(process.getuid?.() === 0)('another user of this computer', () => {
  test('does not get to the socket', async () => {
    const folder = await openFolder();
    const running = await startTestHost({ servesApps: true, seedSample: true, folder });
    cleanups.push(() => running.close());
    running.host.start();
    await running.host.started;
    await untilDoorIsOpen(folder);
    const script = (path: string) =>
      `require('net').connect(${JSON.stringify(path)}).on('connect', () => { console.log('in'); process.exit() }).on('error', (e) => console.log(e.code))`;
    expect(await asNobody(script(socketIn(folder)))).toBe('EACCES\n');
    // The socket itself keeps them out as well, should its folder ever be open.
    await chmod(join(folder, 'gateway'), 0o755);
    expect(await asNobody(script(socketIn(folder)))).toBe('EACCES\n');
  });

  test.each(bridges)(
    'gets no word of an app whose socket they took the place of (%s)',
    async (_name, bridge) => {
      const folder = await openFolder();
      await mkdir(join(folder, 'gateway'), { mode: 0o777 });
      await chmod(join(folder, 'gateway'), 0o777);
      await chown(join(folder, 'gateway'), nobody, nobody);
      const server = spawn(
        process.execPath,
        [
          '-e',
          `require('net').createServer((s) => s.on('data', (d) => process.stdout.write(d))).listen(${JSON.stringify(socketIn(folder))})`,
        ],
        { uid: nobody, gid: nobody, cwd: '/' },
      );
      cleanups.push(() => server.kill('SIGKILL'));
      let heard = '';
      server.stdout.on('data', (piece: Buffer) => (heard += piece.toString()));
      await waitFor('the false door', () => stat(socketIn(folder)).catch(() => undefined));
      for (const words of [['--app', 'x'], ['status']]) {
        const child = spawn(bridge.command, [
          ...bridge.args,
          '--socket',
          socketIn(folder),
          ...words,
        ]);
        let said = '';
        child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
        child.stdin.on('error', () => undefined);
        child.stdin.write('{"jsonrpc":"2.0","id":1,"method":"secret"}\n');
        expect(await new Promise((resolve) => child.on('close', resolve))).toBe(77);
        expect(said).toContain('another user');
      }
      expect(heard).toBe('');
    },
  );
});

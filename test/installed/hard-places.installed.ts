import { expect, test } from '@playwright/test';

import { addButton, addFrom, mcpServers, paste, rowOf } from '../e2e/support/window.ts';
import { dataFolder, endApp, install, runningCount, windowOf } from './support/installed-app.ts';
import { makeRoot, whyNoRoot } from './support/throw-away-root.ts';
import type { ThrowAwayRoot } from './support/throw-away-root.ts';

// What an installed Patchbay does where a computer gives it less than it would like.
const withPort = '--remote-debugging-port=0';
const servers = `${dataFolder}/data/servers.json`;
const unreachable = (title: string) => mcpServers({ [title]: { url: 'http://127.0.0.1:9/mcp' } });

let root: ThrowAwayRoot;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  const reason = await whyNoRoot();
  test.skip(reason !== undefined, reason);
  root = await makeRoot();
  expect((await install(root)).code).toBe(0);
});
test.afterAll(async () => {
  await root?.[Symbol.asyncDispose]();
});

const start = async (...before: readonly string[]) => {
  // What a run that was not ended by a test has left would name a port that is gone.
  await root.asPerson('rm', '-f', `${dataFolder}/DevToolsActivePort`);
  root.startAsPerson(...before, 'patchbay', withPort);
  return windowOf(root);
};
const textOf = async (path: string) => (await root.asPerson('cat', path)).stdout;

test('without a message bus, a keyring and a tray it works, says what that means, and closing ends it', async () => {
  const nothing = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_CURRENT_DESKTOP', 'WAYLAND_DISPLAY'];
  const page = await start('env', ...nothing.flatMap((name) => ['-u', name]));
  const headers = { Authorization: 'Bearer not-to-be-kept' };
  await addFrom(page, mcpServers({ Plain: { url: 'http://127.0.0.1:9/mcp', headers } }));
  await expect(page.getByText('Secrets are kept only until Patchbay ends').first()).toBeVisible();
  await expect.poll(() => textOf(servers)).toContain('"plain"');
  await page.evaluate(() => window.close());
  await expect.poll(() => runningCount(root), { timeout: 30_000 }).toBe(0);
});

test('data of a newer version is not touched, and it is said whose it is', async () => {
  const newer = (await textOf(servers)).replace(/"schemaVersion":\d+/, '"schemaVersion":999');
  await root.put(newer, servers);
  await root.asRoot('sh', '-c', `for one in ${servers}.bak*; do cp ${servers} "$one"; done`);
  await root.asRoot('chown', '-R', 'someone:someone', dataFolder);
  const page = await start();
  await expect(page.getByText('Your servers were saved by a newer Patchbay').first()).toBeVisible();
  await endApp(root);
  expect(await textOf(servers)).toBe(newer);
  await root.asPerson('sh', '-c', `rm ${servers}*`);
});

test('on a full disk nothing is lost, it is said why, and it goes on when there is room', async () => {
  const page = await start();
  await addFrom(page, unreachable('Before'));
  await expect.poll(() => textOf(servers)).toContain('"before"');
  await endApp(root);
  await root.asPerson('cp', '-a', dataFolder, '/home/someone/kept');
  await root.asRoot(
    'mount',
    '-t',
    'tmpfs',
    '-o',
    'size=24m,mode=0700,uid=4321,gid=4321',
    'none',
    dataFolder,
  );
  await root.asPerson('sh', '-c', `cp -a /home/someone/kept/. ${dataFolder}/`);
  const again = await start();
  await expect(rowOf(again, 'before')).toBeVisible();
  await root.asPerson('sh', '-c', `cat /dev/zero > ${dataFolder}/ballast; true`);
  const dialog = await paste(again, unreachable('Too much'));
  await addButton(dialog).click();
  await expect(again.getByText('The disk is full').first()).toBeVisible();
  expect(await textOf(servers)).toContain('"before"');
  await root.asPerson('rm', `${dataFolder}/ballast`);
  await again.keyboard.press('Escape');
  await addFrom(again, unreachable('After'));
  await expect.poll(() => textOf(servers)).toContain('"after"');
  await endApp(root);
  await root.asRoot('umount', dataFolder);
});

test('in a home that cannot be written it does not vanish without a word', async () => {
  await root.asPerson('rm', '-rf', '/home/someone/kept');
  await root.asPerson('sh', '-c', 'cp -a "$HOME" /tmp/home');
  await root.asRoot('mount', '--bind', '/home/someone', '/home/someone');
  await root.asRoot('mount', '-o', 'remount,bind,ro', '/home/someone');
  const child = root.startAsPerson('patchbay', '--remote-debugging-port=0');
  const said: string[] = [];
  child.stderr?.on('data', (piece: Buffer) => said.push(piece.toString('utf8')));
  child.stdout?.on('data', (piece: Buffer) => said.push(piece.toString('utf8')));
  // Either it runs with a window, or it says on its way out why it cannot.
  await expect
    .poll(
      async () => {
        const names = await root.asPerson(
          'xdotool',
          'search',
          '--class',
          '^patchbay$',
          'getwindowname',
        );
        if (names.stdout.includes('Patchbay')) return 'a window';
        return (await runningCount(root)) === 0 && said.join('') !== '' ? said.join('') : '';
      },
      { timeout: 60_000 },
    )
    .toMatch(/a window|cannot be written|read-only/i);
  await root.asRoot('umount', '/home/someone');
});

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { createOAuthBrowser } from '../support/oauth-browser.ts';
import { startOAuthServer } from '../support/oauth-server.ts';
import type { OAuthServer } from '../support/oauth-server.ts';
import { waitFor } from '../support/processes.ts';
import { addDialog, addFrom, expectState, mcpServers, openTab } from '../e2e/support/window.ts';
import {
  dataFolder,
  endApp,
  install,
  packageInside,
  program,
  runningCount,
  windowOf,
} from './support/installed-app.ts';
import { makeRoot, whyNoRoot } from './support/throw-away-root.ts';
import type { ThrowAwayRoot } from './support/throw-away-root.ts';

// One machine for all: each test is what a person does next with what they installed.
test.describe.configure({ mode: 'serial' });

const withPort = ['--remote-debugging-port=0'];
const link = `patchbay://v1/install?name=notes&config=${encodeURIComponent(
  JSON.stringify({ url: 'https://notes.invalid/mcp' }),
)}`;
let root: ThrowAwayRoot;
let page: Page;
let server: OAuthServer;

test.beforeAll(async () => {
  const reason = await whyNoRoot();
  test.skip(reason !== undefined, reason);
  root = await makeRoot();
  server = await startOAuthServer();
});
test.afterAll(async () => {
  await root?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

test('the package installs, with everything it needs', async () => {
  const said = await install(root);
  expect(said.stderr + said.stdout).toContain('Setting up patchbay');
  expect(said.code).toBe(0);
  const { stdout: missing } = await root.asPerson('sh', '-c', `ldd ${program} | grep "not found"`);
  expect(missing).toBe('');
  const helper = await root.asPerson('stat', '-c', '%a %U', '/usr/lib/patchbay/chrome-sandbox');
  expect(helper.stdout.trim()).toBe('4755 root');
});

test('a shell knows it: its version says that it is a test build, its command line that it does not run', async () => {
  const version = await root.asPerson('patchbay', '--version');
  expect(version).toMatchObject({ code: 0 });
  expect(version.stdout).toMatch(/^Patchbay \(test build\) \d+\.\d+\.\d+, Electron \d+\./);
  const status = await root.asPerson('patchbay', 'status');
  expect(status).toMatchObject({ code: 69 });
  expect(status.stdout + status.stderr).toContain('not running');
});

test('the menu has it once, with its icon and its links', async () => {
  const { stdout: entry } = await root.asPerson('cat', '/usr/share/applications/patchbay.desktop');
  expect(entry).toContain('Name=Patchbay (test build)\n');
  expect(entry).toContain('MimeType=x-scheme-handler/patchbay;x-scheme-handler/app.patchbay;\n');
  expect(entry).toContain('StartupWMClass=patchbay\n');
  expect(entry).not.toContain('NoDisplay');
  for (const size of ['16x16', '48x48', '256x256']) {
    const icon = `/usr/share/icons/hicolor/${size}/apps/patchbay.png`;
    expect((await root.asPerson('test', '-s', icon)).code).toBe(0);
  }
});

test('it starts with its sandbox on', async () => {
  root.startAsPerson('patchbay', ...withPort);
  page = await windowOf(root);
  const { stdout } = await root.asPerson('pgrep', '-f', `^${program} --type=renderer`);
  const [renderer = ''] = stdout.split('\n');
  const status = await root.asPerson('cat', `/proc/${renderer}/status`);
  // A filter for system calls is what the sandbox leaves a page with.
  expect(status.stdout).toContain('Seccomp:\t2\n');
  await page.screenshot({ path: 'test-results/screenshots/installed.png' });
});

test('its window says what it is, to people and to their desktop', async () => {
  const names = ['xdotool', 'search', '--class', '^patchbay$', 'getwindowname', '%@'];
  const said = await root.asPerson(...names);
  test.skip(said.code === 127, 'xdotool is not installed');
  expect(said.stdout).toContain('Patchbay (test build)');
});

test('the links are its own at once, and nothing of this person stands before it in the menu', async () => {
  for (const scheme of ['patchbay', 'app.patchbay']) {
    await expect
      .poll(async () => {
        // What opens links asks this way, and hears of less than xdg-mime does.
        return (await root.asPerson('gio', 'mime', `x-scheme-handler/${scheme}`)).stdout;
      })
      .toContain('patchbay.desktop');
  }
  const own = '/home/someone/.local/share/applications/patchbay.desktop';
  expect((await root.asPerson('test', '-e', own)).code).toBe(1);
});

test('a link opens in the window that is there', async () => {
  await root.asPerson('xdg-open', link);
  await expect(addDialog(page).getByRole('textbox', { name: 'What to add' })).toHaveValue(link);
  await page.keyboard.press('Escape');
});

test('the command line reaches it, and an app through the bridge', async () => {
  expect(await root.asPerson('patchbay', 'status')).toMatchObject({ code: 0 });
  const app = root.startAsPerson('patchbay-bridge', '--app', 'A test');
  const heard: string[] = [];
  app.stdout?.on('data', (piece: Buffer) => heard.push(piece.toString('utf8')));
  const hello = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'A test', version: '1' },
    },
  };
  app.stdin?.write(`${JSON.stringify(hello)}\n`);
  await expect.poll(() => heard.join('')).toContain('"protocolVersion":"2025-06-18"');
  app.stdin?.end();
});

test('an app is connected with the bridge of the package, which starts the package', async () => {
  await root.asPerson('mkdir', '-p', '/home/someone/.codex');
  await root.put('model = "x"\n', '/home/someone/.codex/config.toml');
  await root.asRoot('chown', '-R', 'someone:someone', '/home/someone/.codex');
  await page.getByRole('button', { name: 'Connected apps' }).click();
  await page.getByRole('button', { name: 'Connect… Codex' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect Codex' });
  await dialog.getByRole('button', { name: 'Write it' }).click();
  await expect(dialog).toBeHidden();
  const { stdout } = await root.asPerson('cat', '/home/someone/.codex/config.toml');
  expect(stdout).toContain('model = "x"\n');
  expect(stdout).toContain('/usr/lib/patchbay/resources/bridge/patchbay-bridge');
  expect(stdout).toContain(`"--start", "${program}"`);
  await page.getByRole('button', { name: 'Servers', exact: true }).click();
});

test('somebody signs in, and the answer comes back by the link', async () => {
  await root.put('#!/bin/sh\nprintf "%s\\n" "$1" >> "$HOME/asked"\n', '/usr/local/bin/browse');
  await root.asRoot('chmod', '755', '/usr/local/bin/browse');
  const schemes = 'x-scheme-handler/http;x-scheme-handler/https;';
  await root.put(
    `[Desktop Entry]\nType=Application\nName=Browser\nExec=/usr/local/bin/browse %u\nMimeType=${schemes}\n`,
    '/usr/share/applications/browser.desktop',
  );
  for (const scheme of ['http', 'https']) {
    await root.asPerson('xdg-mime', 'default', 'browser.desktop', `x-scheme-handler/${scheme}`);
  }
  await addFrom(page, mcpServers({ Notes: { url: server.mcpUrl } }));
  await expectState(page, 'notes', 'needs-sign-in');
  await openTab(page, 'notes', 'Overview');
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: 'Sign in', exact: true })
    .first()
    .click();
  const asked = await waitFor('the browser', async () => {
    const { stdout } = await root.asPerson('cat', '/home/someone/asked');
    return stdout.trim() || undefined;
  });
  const stop = await createOAuthBrowser().visit(asked);
  expect(stop.url).toMatch(/^app\.patchbay:/);
  await root.asPerson('xdg-open', stop.url);
  await expectState(page, 'notes', 'ready');
});

test('it is no Node, and has no switches of development', async () => {
  const node = await root.asPerson(
    ...['env', 'ELECTRON_RUN_AS_NODE=1', program, '-e', 'console.log("I am Node")'],
  );
  expect(node.stdout).not.toContain('I am Node');
  const picture = '/home/someone/picture.png';
  await root.asPerson(program, `--patchbay-screenshot=${picture}`, '--patchbay-exit-when-ready');
  expect((await root.asPerson('test', '-e', picture)).code).toBe(1);
  expect(await runningCount(root)).toBeGreaterThan(0);
});

test('an upgrade keeps what is there, and the running copy says that there is a newer one', async () => {
  await endApp(root);
  root.startAsPerson('patchbay', ...withPort);
  page = await windowOf(root);
  await root.asRoot('sh', '-c', rebuiltAs('9.9.9'));
  const said = await root.asRoot('dpkg', '--install', '/var/tmp/newer.deb');
  expect(said.code).toBe(0);
  await expect(page.getByText('Patchbay was updated').first()).toBeVisible();
  await endApp(root);
  root.startAsPerson('patchbay', ...withPort);
  page = await windowOf(root);
  await expectState(page, 'notes', 'ready');
});

test('an older one over a newer one goes on with the same data', async () => {
  await endApp(root);
  expect((await install(root)).code).toBe(0);
  root.startAsPerson('patchbay', ...withPort);
  page = await windowOf(root);
  await expectState(page, 'notes', 'ready');
});

test('whoever wants that has it started by their desktop when they sign in, without a window to click away', async () => {
  const entry = '/home/someone/.config/autostart/patchbay.desktop';
  await page.keyboard.press('Control+,');
  const choice = 'Start when I sign in to this computer';
  await page.getByText(choice).click();
  await expect.poll(async () => (await root.asPerson('cat', entry)).stdout).toContain('--hidden');
  await endApp(root);
  root.startAsPerson('gio', 'launch', entry);
  await expect.poll(() => runningCount(root)).toBeGreaterThan(0);
  const { stdout } = await root.asPerson('pgrep', '-a', '-o', '-f', `^${program}`);
  expect(stdout).toMatch(new RegExp(`^\\d+ ${program} --hidden$`, 'm'));
  await expect.poll(async () => (await root.asPerson('patchbay', 'status')).code).toBe(0);

  await endApp(root);
  root.startAsPerson('patchbay', ...withPort);
  page = await windowOf(root);
  await page.keyboard.press('Control+,');
  await page.getByText(choice).click();
  await expect.poll(async () => (await root.asPerson('test', '-e', entry)).code).toBe(1);
});

test('a link starts it when it does not run', async () => {
  await endApp(root);
  await root.asRoot(
    'sh',
    '-c',
    `sed -i "s#^Exec=.*#Exec=/usr/bin/patchbay ${withPort.join(' ')} %U#" /usr/share/applications/patchbay.desktop`,
  );
  // What it starts holds on to its output.
  root.startAsPerson('xdg-open', link);
  page = await windowOf(root);
  await expect(addDialog(page).getByRole('textbox', { name: 'What to add' })).toHaveValue(link);
});

test('a bridge starts it, hidden, when it does not run', async () => {
  await endApp(root);
  const app = root.startAsPerson('patchbay-bridge', '--start', '/usr/bin/patchbay');
  const heard: string[] = [];
  app.stdout?.on('data', (piece: Buffer) => heard.push(piece.toString('utf8')));
  app.stdin?.write('{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
  await expect.poll(() => heard.join(''), { timeout: 60_000 }).toContain('"id":1');
  const { stdout } = await root.asPerson('pgrep', '-a', '-o', '-f', `^${program}`);
  expect(stdout).toContain('--hidden');
  app.stdin?.end();
});

test('removed while it runs: data stays, and it is said where', async () => {
  const said = await root.asRoot('dpkg', '--remove', 'patchbay');
  expect(said).toMatchObject({ code: 0 });
  expect(said.stdout).toContain('~/.config/Patchbay');
  await endApp(root);
  expect((await root.asPerson('test', '-e', '/usr/lib/patchbay')).code).toBe(1);
  expect((await root.asPerson('test', '-e', '/usr/bin/patchbay')).code).toBe(1);
  const { stdout: kept } = await root.asPerson('grep', '-rl', 'mcpServers\\|"notes"', dataFolder);
  const all = await root.asPerson('find', dataFolder, '-name', '*.json');
  expect(kept, all.stdout + all.stderr).toContain('servers.json');
});

/** A shell's words that make the installed package once more, with another version. */
function rebuiltAs(version: string): string {
  return [
    'set -e',
    'rm -rf /var/tmp/again',
    `dpkg-deb --raw-extract ${packageInside} /var/tmp/again`,
    `sed -i 's/^Version: .*/Version: ${version}/' /var/tmp/again/DEBIAN/control`,
    'dpkg-deb -Znone --build /var/tmp/again /var/tmp/newer.deb',
    'rm -rf /var/tmp/again',
  ].join('\n');
}

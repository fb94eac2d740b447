import { expect, test } from '@playwright/test';

import { launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
  await addFrom(
    launched.page,
    mcpServers({ Everything: { command: 'node', args: [referenceFile('everything'), 'stdio'] } }),
  );
});
test.afterAll(() => launched.close());

/** What the page shows, asked through main: a page that ended and came back is a new one to a test. */
async function inPage<T>(script: string): Promise<T | undefined> {
  return launched.app.evaluate(async ({ BrowserWindow }, code) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined || window.webContents.isCrashed()) return undefined;
    // A page that hangs or loads answers later, or never.
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, 2_000, undefined));
    const answer = window.webContents.executeJavaScript(code).catch(() => undefined);
    return Promise.race([answer as Promise<T>, late]);
  }, script);
}

const stateOfRow = `document.querySelector('[data-server-name="everything"]')?.dataset.state`;

async function expectBack(): Promise<void> {
  await expect.poll(() => inPage<string>(stateOfRow), { timeout: 30_000 }).toBe('ready');
}

function rendererPid(): Promise<number> {
  return launched.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return window?.webContents.getOSProcessId() ?? 0;
  });
}

/** Puts a word into the page that a new page does not have. */
const mark = `(window.beforeItEnded = true)`;
const isNew = `window.beforeItEnded !== true`;

test('a page that crashes comes back by itself, where it was', async () => {
  const { app, page } = launched;
  await expectState(page, 'everything', 'ready');
  await openTab(page, 'everything', 'Tools');
  await inPage(mark);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => inPage<boolean>(isNew), { timeout: 30_000 }).toBe(true);
  await expectBack();
  const tab = `document.querySelector('[role=tab][aria-selected=true]')?.textContent`;
  await expect.poll(() => inPage<string>(tab), { timeout: 30_000 }).toContain('Tools');
});

test('and once more, when its process is killed', async () => {
  await inPage(mark);
  const before = await rendererPid();
  process.kill(before, 'SIGKILL');
  await expect.poll(() => inPage<boolean>(isNew), { timeout: 30_000 }).toBe(true);
  await expectBack();
  expect(await rendererPid()).not.toBe(before);
});

test('one that hangs is loaded again when the person says so', async () => {
  const { app } = launched;
  await inPage(mark);
  const asked = await app.evaluateHandle(({ dialog, BrowserWindow }) => {
    const said: string[] = [];
    dialog.showMessageBox = ((_window: unknown, options: Electron.MessageBoxOptions) => {
      said.push(options.message, ...(options.buttons ?? []));
      return Promise.resolve({ response: 1, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
    const [window] = BrowserWindow.getAllWindows();
    void window?.webContents.executeJavaScript('for (;;);').catch(() => undefined);
    // Chromium says so after half a minute of unanswered input.
    setTimeout(() => window?.emit('unresponsive'), 500);
    return said;
  });
  await expect.poll(() => inPage<boolean>(isNew), { timeout: 30_000 }).toBe(true);
  await expectBack();
  expect(await asked.jsonValue()).toEqual([
    'Patchbay’s window does not answer',
    'Wait',
    'Load again',
  ]);
});

test('one that ends again and again is not loaded for ever', async () => {
  const { app } = launched;
  const told = await app.evaluate(async ({ dialog, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return [];
    let loads = 0;
    window.webContents.on('did-finish-load', () => (loads += 1));
    const asked = new Promise<string>((resolve) => {
      dialog.showMessageBox = ((_window: unknown, options: Electron.MessageBoxOptions) => {
        resolve(options.message);
        return Promise.resolve({ response: 1, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
    });
    window.webContents.on('did-finish-load', () => window.webContents.forcefullyCrashRenderer());
    window.webContents.forcefullyCrashRenderer();
    const message = await asked;
    window.webContents.removeAllListeners('did-finish-load');
    return [message, loads];
  });
  const [message, loads] = told;
  expect(message).toBe('Patchbay’s window keeps ending');
  // The one that hung counts as well.
  expect(loads).toBe(2);
  // Coming back to the window is asking for it.
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.hide();
    window?.show();
  });
  await expectBack();
});

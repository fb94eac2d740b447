import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';

import { chromium, expect, test } from '@playwright/test';

import { createHome, launchApp, launchCommand } from '../support/electron-app.ts';
import { killAll, processesWithEnvironment, waitFor, waitForExit } from '../support/processes.ts';
import { freePort } from '../support/real-servers.ts';
import { commandsWith } from './support/machine.ts';
import { addDialog } from './support/window.ts';

const said = 'A link could not be used';
// Chromium hands a second start over in one message of 32 KiB.
const sizesKb = [31, 33, 40, 60, 110];

const linkOf = (bytes: number) => {
  const start = 'patchbay://v1/install?name=long&config=';
  return `${start}${'x'.repeat(bytes - start.length)}`;
};

/** Starts the app as the system does for a link; answers with the mark its processes bear. */
async function startFor(link: string, home: string, args: readonly string[] = []) {
  const { executablePath, args: own, cwd } = await launchCommand([...args, link]);
  const mark = `PATCHBAY_E2E_LINK=${String(process.hrtime.bigint())}`;
  const [name = '', value = ''] = mark.split('=');
  const env = { ...process.env, PATCHBAY_HOME: home, [name]: value };
  spawn(executablePath, own, { cwd, env, stdio: 'ignore' });
  return mark;
}

test('a link of any length leaves the app that runs alone, and says so', async () => {
  const home = await createHome();
  const launched = await launchApp({ home });
  try {
    const { page } = launched;
    for (const size of sizesKb) {
      const mark = await startFor(linkOf(size * 1024), home);
      await expect(page.getByText(said).first()).toBeVisible();
      await waitFor('the other start to end', async () => {
        return (await processesWithEnvironment(mark)).length === 0;
      });
      await page.getByRole('alert').filter({ hasText: said }).getByRole('button').click();
      await expect(page.getByText(said)).toBeHidden();
    }
    const config = encodeURIComponent(JSON.stringify({ url: 'https://notes.invalid/mcp' }));
    const short = `patchbay://v1/install?name=notes&config=${config}`;
    await startFor(short, home);
    const box = addDialog(page).getByRole('textbox', { name: 'What to add' });
    await expect(box).toHaveValue(short);
  } finally {
    await launched.close();
    await rm(home, { recursive: true, force: true });
  }
});

test('a cold start with a link that is too long begins anew without it, and says so', async () => {
  const home = await createHome();
  const port = await freePort();
  const mark = await startFor(linkOf(60 * 1024), home, [`--remote-debugging-port=${String(port)}`]);
  try {
    const browser = await waitFor('the window', () =>
      chromium.connectOverCDP(`http://127.0.0.1:${String(port)}`).catch(() => undefined),
    );
    const page = await waitFor('the page', () => browser.contexts()[0]?.pages()[0]);
    await expect(page.getByText(said)).toBeVisible();
    await browser.close();
  } finally {
    const left = await processesWithEnvironment(mark);
    await killAll(left);
    await waitForExit(left);
    // Chromium writes its title over the environment of the first process.
    const first = () => commandsWith(`--remote-debugging-port=${String(port)}`);
    for (const pid of await first()) process.kill(pid, 'SIGKILL');
    await waitFor('the start anew to end', async () => (await first()).length === 0);
    // Its helpers, which end by themselves, may still write.
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

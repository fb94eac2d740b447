import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import { createHome, launchApp, launchCommand, screenshot } from '../support/electron-app.ts';
import { survivorsOf, waitFor, waitForExit } from '../support/processes.ts';
import { commandsWith, fixtureFile, referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, serverList } from './support/window.ts';

function someServers(sign: string): string {
  return mcpServers({
    Plain: { command: 'node', args: [referenceFile('everything'), 'stdio', sign] },
    Stubborn: { command: 'node', args: [fixtureFile('stdio', 'stubborn.mjs'), sign] },
    Shelled: { command: 'sh', args: ['-c', `node "${referenceFile('memory')}" ${sign}; true`] },
  });
}

function newSign(): string {
  return `sign-${String(process.hrtime.bigint())}`;
}

test('a server that is killed is not called ready, and comes back by itself', async () => {
  const launched = await launchApp();
  try {
    const { page } = launched;
    const sign = newSign();
    await addFrom(page, `node ${referenceFile('everything')} stdio ${sign}`);
    const row = serverList(page).getByRole('row').first();
    await expect(row).toHaveAttribute('data-state', 'ready');
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seenStates: seen });
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const state = (target as HTMLElement).dataset['state'];
          if (state !== undefined) seen.push(state);
        }
      }).observe(document.body, { subtree: true, attributeFilter: ['data-state'] });
    });
    const [pid] = await commandsWith(sign);
    process.kill(Number(pid), 'SIGKILL');
    await waitFor('another process', async () => {
      const [now] = await commandsWith(sign);
      return now !== undefined && now !== pid;
    });
    await expect(row).toHaveAttribute('data-state', 'ready');
    const seen = await page.evaluate(() => (window as { seenStates?: string[] }).seenStates);
    expect(seen).toContain('waiting');
  } finally {
    await launched.close();
  }
});

test('a window that is loaded anew shows the same', async () => {
  const launched = await launchApp();
  try {
    const { page } = launched;
    await addFrom(
      page,
      mcpServers({
        Memory: { command: 'node', args: [referenceFile('memory')] },
        Absent: { command: 'no-such-program-anywhere' },
      }),
    );
    await expectState(page, 'memory', 'ready');
    await expectState(page, 'absent', 'failed');
    const before = await serverList(page).getByRole('row').allTextContents();
    const programs = await launched.family();
    for (let round = 0; round < 3; round += 1) {
      await page.reload();
      await expectState(page, 'memory', 'ready');
      await expect(serverList(page).getByRole('row')).toHaveText(before);
    }
    expect((await survivorsOf(programs)).length).toBeGreaterThan(0);
    await openTab(page, 'memory', 'Overview');
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Turn off' }).click();
    await expectState(page, 'memory', 'disabled');
  } finally {
    await launched.close();
  }
});

test('quitting leaves no process behind', async () => {
  const launched = await launchApp();
  const sign = newSign();
  await addFrom(launched.page, someServers(sign));
  await expectState(launched.page, 'plain', 'ready');
  await expectState(launched.page, 'shelled', 'ready');
  const family = await launched.family();
  expect(await commandsWith(sign)).not.toEqual([]);
  await launched.close();
  expect(await survivorsOf(family)).toEqual([]);
  expect(await commandsWith(sign)).toEqual([]);
});

test('SIGTERM leaves no process behind', async () => {
  const launched = await launchApp();
  const sign = newSign();
  await addFrom(launched.page, someServers(sign));
  await expectState(launched.page, 'plain', 'ready');
  await expectState(launched.page, 'shelled', 'ready');
  const family = await launched.family();
  process.kill(launched.pid, 'SIGTERM');
  await waitForExit(family);
  expect(await commandsWith(sign)).toEqual([]);
  await launched.close();
});

test('quitting while it is still starting ends all the same', async () => {
  test.slow();
  const home = await createHome();
  const sign = newSign();
  try {
    const first = await launchApp({ home });
    await addFrom(first.page, someServers(sign));
    await expectState(first.page, 'plain', 'ready');
    await first.close();
    // Tray, notifications and the servers come one after another once the list is shown.
    for (const afterMs of [0, 25, 50, 75, 100, 150, 200, 300]) {
      const launched = await launchApp({ home });
      await delay(afterMs);
      await launched.close();
    }
    expect(await commandsWith(sign)).toEqual([]);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

test('after a crash every program ends, and the next start finds nothing to end', async () => {
  const home = await createHome();
  const crashed = await launchApp({ home });
  const sign = newSign();
  await addFrom(crashed.page, someServers(sign));
  for (const name of ['plain', 'stubborn', 'shelled']) {
    await expectState(crashed.page, name, 'ready');
  }
  const family = await crashed.family();
  process.kill(crashed.pid, 'SIGKILL');
  await waitForExit(family);
  await crashed.close();
  const again = await launchApp({ home });
  try {
    for (const name of ['plain', 'stubborn', 'shelled']) {
      await expectState(again.page, name, 'ready');
    }
    await expect(again.page.getByText('Patchbay did not end properly last time')).toBeHidden();
  } finally {
    await again.close();
    await rm(home, { recursive: true, force: true });
  }
  expect(await commandsWith(sign)).toEqual([]);
});

test('a start after a crash without a watchdog ends what is left, and says so', async () => {
  const home = await createHome();
  const crashed = await launchApp({ home });
  const sign = newSign();
  await addFrom(crashed.page, someServers(sign));
  await expectState(crashed.page, 'stubborn', 'ready');
  await expectState(crashed.page, 'shelled', 'ready');
  const family = await crashed.family();
  const [watchdog] = await commandsWith('patchbay-watchdog\0'.concat(home));
  process.kill(Number(watchdog), 'SIGKILL');
  process.kill(crashed.pid, 'SIGKILL');
  await waitFor('the app to end', async () => {
    return !(await survivorsOf(family)).some(({ pid }) => pid === crashed.pid);
  });
  const orphans = await survivorsOf(family);
  expect(orphans.length).toBeGreaterThan(0);
  const again = await launchApp({ home });
  try {
    await expect(again.page.getByText('Patchbay did not end properly last time')).toBeVisible();
    // What was killed is gone once the system has had a turn.
    await expect.poll(() => survivorsOf(orphans)).toEqual([]);
    await expectState(again.page, 'stubborn', 'ready');
    await screenshot(again.page, 'orphans-ended');
  } finally {
    await again.close();
    await crashed.close();
    await rm(home, { recursive: true, force: true });
  }
});

test('a second start shows the first window and ends', async () => {
  const home = await createHome();
  const launched = await launchApp({ home });
  try {
    await launched.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.minimize();
    });
    const { executablePath, args, cwd } = await launchCommand();
    const second = spawn(executablePath, args, {
      cwd,
      env: { ...process.env, PATCHBAY_HOME: home },
      stdio: 'ignore',
    });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    const windows = await launched.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
    );
    expect(windows).toEqual([false]);
  } finally {
    await launched.close();
    await rm(home, { recursive: true, force: true });
  }
});

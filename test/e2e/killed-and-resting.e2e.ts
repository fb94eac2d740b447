import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { openDesktopServices } from '../support/desktop-services.ts';
import { launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { waitFor } from '../support/processes.ts';
import { addTrayPanel } from '../support/tray-panel.ts';
import type { TrayPanel } from '../support/tray-panel.ts';
import { commandsWith, fixtureFile } from './support/machine.ts';
import { onPanel } from './support/tray.ts';
import { addFrom, expectState, mcpServers, openTab, rowOf } from './support/window.ts';

// Also measures for `npm run figures`, which asks for more: see bench/figures/whole-app.ts.
const rounds = Number(process.env['PATCHBAY_KILL_ROUNDS'] ?? 1);
const restingMs = Number(process.env['PATCHBAY_RESTING_MS'] ?? 1_000);
const programs = 30;
const results = resolve('test-results');

test.describe.configure({ mode: 'serial', timeout: 300_000 + rounds * 30_000 + 2 * restingMs });

const now = () => performance.timeOrigin + performance.now();
const plain = fixtureFile('stdio', 'plain.mjs');

async function keep(name: string, measured: object): Promise<void> {
  await mkdir(results, { recursive: true });
  await writeFile(join(results, `${name}.json`), JSON.stringify(measured));
}

/** Notes when the row and the timeline of a ready server first say something else. */
async function watch(page: Page, name: string): Promise<void> {
  await page.evaluate((server) => {
    const noticed: { row?: number; timeline?: number } = {};
    Object.assign(window, { noticed });
    const look = () => {
      const row = document.querySelector<HTMLElement>(`[data-server-name="${server}"]`);
      const stretches = document.querySelectorAll<HTMLElement>('.pb-timeline-bar [data-kind]');
      const at = performance.timeOrigin + performance.now();
      if (row?.dataset['state'] !== 'ready') noticed.row ??= at;
      if ([...stretches].at(-1)?.dataset['kind'] !== 'ready') noticed.timeline ??= at;
    };
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
    });
  }, name);
}

const noticedIn = (page: Page) =>
  page.evaluate(() => (window as { noticed?: { row?: number; timeline?: number } }).noticed ?? {});

async function killOnce(
  { page }: LaunchedApp,
  panel: TrayPanel,
  sign: string,
): Promise<Readonly<Record<'row' | 'timeline' | 'tray', number>>> {
  await expectState(page, 'one', 'ready');
  await expect(page.locator('.pb-timeline-bar [data-kind]').last()).toHaveAttribute(
    'data-kind',
    'ready',
  );
  await expect.poll(async () => (await panel.icon()).tooltip).toMatch(/ready/i);
  const { tooltip } = await panel.icon();
  await watch(page, 'one');
  const [pid] = await commandsWith(sign);
  const killedAt = now();
  process.kill(Number(pid), 'SIGKILL');
  const trayAt = await waitFor('the tray to tell', async () =>
    (await panel.icon()).tooltip === tooltip ? undefined : now(),
  );
  const { row, timeline } = await waitFor('the window to tell', async () => {
    const noticed = await noticedIn(page);
    return noticed.row !== undefined && noticed.timeline !== undefined && noticed;
  });
  return {
    row: (row ?? NaN) - killedAt,
    timeline: (timeline ?? NaN) - killedAt,
    tray: trayAt - killedAt,
  };
}

test('after a kill the row, the timeline and the tray all tell the truth', async () => {
  const desktop = await openDesktopServices();
  const panel = await addTrayPanel(desktop);
  const launched = await launchApp(onPanel);
  try {
    const { page } = launched;
    const sign = `sign-${String(process.hrtime.bigint())}`;
    await addFrom(page, mcpServers({ One: { command: 'node', args: [plain, sign] } }));
    await openTab(page, 'one', 'Overview');
    const told: Readonly<Record<'row' | 'timeline' | 'tray', number>>[] = [];
    for (let round = 0; round < rounds; round += 1) {
      told.push(await killOnce(launched, panel, sign));
      await page.reload();
      await rowOf(page, 'one').click();
    }
    expect(told).toHaveLength(rounds);
    await keep('killed', { told });
  } finally {
    await launched.close();
    desktop.close();
  }
});

/** Processor time a process has had so far, ms; none when it is gone. */
async function processorMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  // proc(5): the name in brackets may contain anything; the 12th and 13th field after it, in ticks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

test('at rest beside many ready programs the whole app costs next to nothing', async () => {
  const launched = await launchApp();
  try {
    const { page, pid } = launched;
    const titles = Array.from({ length: programs }, (_, at) => `P${String(at)}`);
    const entry = { command: 'node', args: [plain] };
    await addFrom(page, mcpServers(Object.fromEntries(titles.map((title) => [title, entry]))));
    // The list draws only the rows in view; the line below it counts all.
    const foot = page.locator('.pb-foot-text');
    await expect(foot).toContainText(`${String(programs)} ready`, { timeout: 240_000 });
    await delay(restingMs / 2);
    const started = new Set(await commandsWith(plain));
    const ours = (await launched.family()).map((row) => row.pid).filter((one) => !started.has(one));
    expect(ours).toContain(pid);
    const total = async () =>
      (await Promise.all(ours.map(processorMs))).reduce((sum, ms) => sum + ms, 0);
    const before = await total();
    const startedAt = now();
    await delay(restingMs);
    const percent = (((await total()) - before) / (now() - startedAt)) * 100;
    expect(await launched.family()).not.toHaveLength(0);
    await keep('resting', { percent, programs, processes: ours.length, restingMs });
  } finally {
    await launched.close();
  }
});

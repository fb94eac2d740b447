import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { rowHeightPx } from '../src/renderer/src/parts/servers/server-list-model.ts';
import { emptyApp, ourApp, runElectron } from './electron-run.ts';
import type { ElectronRun } from './electron-run.ts';
import { median, ratioFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { homeWith, tinyPrograms } from './saved-home.ts';

/** Long enough for every start to be over; asking earlier would disturb it. */
const quietMs = 2_500;

/** Twenty servers on disk until they are in the window and take input, against an empty page. */
export async function showingTheList(rounds: number): Promise<Figure[]> {
  const home = await homeWith(tinyPrograms(20));
  const emptyHome = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
  const shown: number[] = [];
  const interactive: number[] = [];
  const empty: number[] = [];
  // The first start of each fills caches that every later one finds.
  await timesOf(emptyApp, emptyHome);
  await timesOf(ourApp, home);
  for (let round = 0; round < rounds; round += 1) {
    empty.push((await timesOf(emptyApp, emptyHome)).loaded);
    const ours = await timesOf(ourApp, home);
    if (ours.listHeightPx < 20 * rowHeightPx) throw new Error('the list has not 20 servers');
    shown.push(ours.shown);
    interactive.push(ours.interactive);
  }
  await rm(home, { recursive: true, force: true });
  await rm(emptyHome, { recursive: true, force: true });
  return [
    ratioFigure('20 servers shown from disk', 'ms', median(shown), median(empty), 1.4),
    ratioFigure('20 servers accept input', 'ms', median(interactive), median(empty), 1.4),
  ];
}

interface StartTimes {
  readonly loaded: number;
  readonly shown: number;
  readonly interactive: number;
  /** Of the whole list; rows out of view need not be in the page. */
  readonly listHeightPx: number;
}

async function timesOf(appFolder: string, home: string): Promise<StartTimes> {
  const run = await runElectron(appFolder, home);
  try {
    await delay(quietMs);
    return await readTimes(run);
  } finally {
    await run.close();
  }
}

async function readTimes(run: ElectronRun): Promise<StartTimes> {
  const page = await run.page();
  const times = await page.evaluate<StartTimes>(`new Promise((resolve) => {
    const mark = (name) => {
      const [found] = performance.getEntriesByName(name);
      return found === undefined ? NaN : performance.timeOrigin + found.startTime;
    };
    const read = () => {
      const [navigation] = performance.getEntriesByType('navigation');
      resolve({
        loaded: performance.timeOrigin + navigation.domContentLoadedEventEnd,
        shown: mark('patchbay:list-shown'),
        interactive: mark('patchbay:interactive'),
        listHeightPx: document.querySelector('.pb-rows')?.offsetHeight ?? 0,
      });
    };
    if (document.readyState === 'complete') read();
    else addEventListener('load', () => setTimeout(read, 0));
  })`);
  page.close();
  const since = (epochMs: number) => epochMs - run.spawnedAt;
  return {
    loaded: since(times.loaded),
    shown: since(times.shown),
    interactive: since(times.interactive),
    listHeightPx: times.listHeightPx,
  };
}

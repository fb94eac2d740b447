import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import type { PageSession } from './cdp.ts';
import { ourApp, runElectron } from './electron-run.ts';
import { limitFigure, median } from './figure.ts';
import type { Figure } from './figure.ts';
import { homeWithMany } from './saved-home.ts';

const servers = 1_000;
const toolsEach = 10;
/** Each of its characters leaves fewer of the servers. */
const search = '777';
const timesTyped = 4;
const betweenKeysMs = 90;

/** A thousand servers: how soon the list stands once its data is there, and how fast it filters. */
export async function manyServers(rounds: number): Promise<Figure[]> {
  const home = await homeWithMany(servers, toolsEach);
  const shown: number[] = [];
  const keystrokes: number[] = [];
  const busy: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const run = await runElectron(ourApp, home);
    try {
      await delay(4_000);
      const page = await run.page();
      shown.push(await page.evaluate<number>(shownAfterData));
      const typed = await timesOfKeys(page);
      keystrokes.push(...typed.keysMs);
      busy.push(typed.busyMs);
      page.close();
    } finally {
      await run.close();
    }
  }
  await rm(home, { recursive: true, force: true });
  return [
    limitFigure(
      `${String(servers)} servers shown after their data is there`,
      'ms',
      median(shown),
      200,
    ),
    limitFigure(
      `a key that filters ${String(servers)} servers, median`,
      'ms',
      median(keystrokes),
      16,
    ),
    limitFigure(
      `main-thread time of a key that filters ${String(servers)} servers`,
      'ms',
      median(busy),
      8,
    ),
  ];
}

const shownAfterData = `
  performance.getEntriesByName('patchbay:list-shown')[0].startTime -
  performance.getEntriesByType('navigation')[0].responseEnd`;

/**
 * Types into the search and takes the time from each key to the end of the frame that shows the
 * list it leads to; also how long the page's main thread works for a key on average, whatever the
 * screen's own pace. Every key leads to a list of another height.
 */
async function timesOfKeys(
  page: PageSession,
): Promise<{ readonly keysMs: readonly number[]; readonly busyMs: number }> {
  await page.evaluate(`(() => {
    globalThis.patchbayKeys = [];
    const height = () => document.querySelector('.pb-rows').style.height;
    let before = height();
    document.querySelector('input[type=search]').focus();
    addEventListener('input', (event) => {
      const { port1, port2 } = new MessageChannel();
      // A task after a frame's callbacks runs once its style, layout and paint are done.
      const nextFrame = () => requestAnimationFrame(() => port2.postMessage(null));
      port1.onmessage = () => {
        if (height() === before) return nextFrame();
        before = height();
        patchbayKeys.push(performance.now() - event.timeStamp);
      };
      nextFrame();
    }, true);
  })()`);
  const backspace = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 };
  const typed = [...search].map((text) => ({ text, key: text }));
  const pressed = Array.from({ length: timesTyped }, () => [
    ...typed,
    ...typed.map(() => backspace),
  ]);
  await page.send('Performance.enable');
  const before = await busySeconds(page);
  for (const key of pressed.flat()) {
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, text: undefined });
    await delay(betweenKeysMs);
  }
  const busyMs = ((await busySeconds(page)) - before) * 1_000;
  const keysMs = await page.evaluate<number[]>('patchbayKeys');
  if (keysMs.length !== pressed.flat().length) throw new Error('a key changed nothing');
  return { keysMs, busyMs: busyMs / keysMs.length };
}

/** Time in which the page's main thread has been at work so far, seconds. */
async function busySeconds(page: PageSession): Promise<number> {
  const { metrics } = (await page.send('Performance.getMetrics')) as {
    readonly metrics: readonly { readonly name: string; readonly value: number }[];
  };
  const found = metrics.find(({ name }) => name === 'TaskDuration');
  if (found === undefined) throw new Error('the page does not say how long it worked');
  return found.value;
}

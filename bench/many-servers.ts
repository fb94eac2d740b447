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
const patienceMs = 60_000;
const afterStartMs = 4_000;

/** A thousand servers: how soon the list stands once its data is there, and how fast it filters. */
export async function manyServers(rounds: number): Promise<Figure[]> {
  const home = await homeWithMany(servers, toolsEach);
  const shown: number[] = [];
  const keystrokes: number[] = [];
  const busy: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const run = await runElectron(ourApp, home);
    try {
      const page = await run.page();
      await until(page, "performance.getEntriesByName('patchbay:list-shown').length > 0");
      // What a start still has to do would be taken for work of the keys.
      await delay(afterStartMs);
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
  for (const [index, key] of pressed.flat().entries()) {
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, text: undefined });
    await delay(betweenKeysMs);
    // On a busy computer two keys would else lead to one list.
    await until(page, `patchbayKeys.length > ${String(index)}`);
  }
  const busyMs = ((await busySeconds(page)) - before) * 1_000;
  const keysMs = await page.evaluate<number[]>('patchbayKeys');
  return { keysMs, busyMs: busyMs / keysMs.length };
}

/** Waits until an expression is true in the page. */
async function until(page: PageSession, expression: string): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  while (!(await page.evaluate<boolean>(expression))) {
    if (Date.now() > giveUpAt) throw new Error(`never true: ${expression}`);
    await delay(20);
  }
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

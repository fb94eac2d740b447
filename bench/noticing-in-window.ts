import { readdir, readFile, rm } from 'node:fs/promises';

import { ourApp, runElectron } from './electron-run.ts';
import { limitFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { homeWith, tinyPrograms } from './saved-home.ts';

/** From the death of a server's process to its row in the window saying so; the slowest round. */
export async function noticingDeathInTheWindow(rounds: number): Promise<Figure[]> {
  const home = await homeWith(tinyPrograms(rounds));
  const run = await runElectron(ourApp, home);
  const delays: number[] = [];
  try {
    await run.ready(rounds);
    const page = await run.page();
    for (let round = 1; round <= rounds; round += 1) {
      const number = String(round).padStart(2, '0');
      const pid = await childWith(run.pid, `Program ${number}`);
      await page.evaluate(watch(`program-${number}`));
      const killedAt = performance.timeOrigin + performance.now();
      process.kill(pid, 'SIGKILL');
      delays.push((await page.evaluate<number>('patchbayNoticed')) - killedAt);
    }
    page.close();
  } finally {
    await run.close();
    await rm(home, { recursive: true, force: true });
  }
  const name = 'a killed program is shown as gone in the window, slowest';
  return [limitFigure(name, 'ms', Math.max(...delays), 100)];
}

/** Waits for the row to be ready, then prepares a promise of when it is no longer. */
const watch = (name: string) => `new Promise((watching) => {
  const state = () => document.querySelector('[data-server-name="${name}"]')?.dataset.state;
  globalThis.patchbayNoticed = new Promise((noticed) => {
    let wasReady = false;
    const look = () => {
      if (!wasReady && state() === 'ready') { wasReady = true; watching(); }
      if (!wasReady || state() === 'ready') return;
      observer.disconnect();
      noticed(performance.timeOrigin + performance.now());
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    look();
  });
})`;

async function childWith(parent: number, argument: string): Promise<number> {
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const read = (file: string) => readFile(`/proc/${entry}/${file}`, 'utf8').catch(() => '');
    if (!(await read('status')).includes(`PPid:\t${String(parent)}\n`)) continue;
    if ((await read('cmdline')).split('\0').includes(argument)) return Number(entry);
  }
  throw new Error(`no process of ${argument}`);
}

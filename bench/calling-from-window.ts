import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

import { everythingDraft, timesThroughPool } from './calling.ts';
import { ourApp, runElectron } from './electron-run.ts';
import { differenceFigure, median } from './figure.ts';
import type { Figure } from './figure.ts';
import { homeWith } from './saved-home.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const calls = 1_000;
const warmUps = 200;

/** A tool call from the window, through the contract and the pool, against the pool alone. */
export async function toolCallsFromTheWindow(): Promise<Figure[]> {
  const home = await homeWith([everythingDraft]);
  const script = await pageClient();
  const run = await runElectron(ourApp, home);
  try {
    await run.ready(1);
    const page = await run.page();
    await page.evaluate(script);
    const call = `patchbayBenchCallEcho('everything', ${String(calls + warmUps)})`;
    const fromWindow = (await page.evaluate<number[]>(call)).slice(warmUps);
    page.close();
    const throughPool = await timesThroughPool(calls, warmUps);
    return [
      differenceFigure(
        'a tool call from the window, median',
        'ms',
        median(fromWindow),
        median(throughPool),
        2,
      ),
    ];
  } finally {
    await run.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** The page's half as one script without imports. */
async function pageClient(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'chrome130',
      lib: { entry: join(root, 'bench/page-client.ts'), formats: ['iife'], name: 'patchbayBench' },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}

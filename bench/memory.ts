import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { emptyApp, ourApp, runElectron } from './electron-run.ts';
import { differenceFigure, median } from './figure.ts';
import type { Figure } from './figure.ts';
import { homeWith, tinyPrograms } from './saved-home.ts';

const serverCount = 20;
/** From the last server being ready to the reading, and from an empty start to its reading. */
const restMs = 6_000;

/** Resident memory of the main process with twenty servers ready, above an empty app's. */
export async function mainMemory(rounds: number): Promise<Figure[]> {
  const home = await homeWith(tinyPrograms(serverCount));
  const emptyHome = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
  const ours: number[] = [];
  const empty: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    empty.push(await memoryOf(emptyApp, emptyHome, 0));
    ours.push(await memoryOf(ourApp, home, serverCount));
  }
  await rm(home, { recursive: true, force: true });
  await rm(emptyHome, { recursive: true, force: true });
  return [
    differenceFigure(
      "main's working set with 20 servers ready",
      'MiB',
      median(ours),
      median(empty),
      45,
    ),
  ];
}

async function memoryOf(appFolder: string, home: string, servers: number): Promise<number> {
  const run = await runElectron(appFolder, home);
  try {
    await run.ready(servers);
    await delay(restMs);
    return await run.mainMemory();
  } finally {
    await run.close();
  }
}

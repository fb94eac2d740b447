import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { toolCallsFromTheWindow } from './calling-from-window.ts';
import { noticingDeath, toolCalls } from './calling.ts';
import { slowHandshakes, startingPrograms } from './connecting.ts';
import type { Figure } from './figure.ts';
import { appCatalog } from './app-catalog.ts';
import { appCalls } from './gateway.ts';
import { growing, savingOneByOne } from './growing.ts';
import { httpCalls } from './http-calls.ts';
import { importMany } from './importing.ts';
import { manyServers } from './many-servers.ts';
import { mainMemory } from './memory.ts';
import { noticingDeathInTheWindow } from './noticing-in-window.ts';
import { showingTheList } from './starting.ts';
import { profileSwitch } from './switching.ts';
import { tableOf } from './table.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

/** The measurements by name, so that one can be run alone. */
const measurements: readonly (readonly [string, () => Promise<Figure[]>])[] = [
  ['showing-the-list', () => showingTheList(9)],
  ['main-memory', () => mainMemory(3)],
  ['programs-1', () => startingPrograms(1, 9)],
  ['programs-10', () => startingPrograms(10, 11)],
  ['programs-40', () => startingPrograms(40, 3)],
  ['slow-handshakes', () => slowHandshakes(30, 5)],
  ['tool-calls', toolCalls],
  ['tool-calls-window', toolCallsFromTheWindow],
  ['app-calls', appCalls],
  ['http-calls', httpCalls],
  ['app-catalog', appCatalog],
  ['noticing-death', () => noticingDeath(7)],
  ['noticing-death-window', () => noticingDeathInTheWindow(7)],
  ['many-servers', () => manyServers(3)],
  ['import-many', () => importMany(5)],
  ['growing', () => growing(3)],
  ['saving-one-by-one', () => savingOneByOne(1)],
  ['profile-switch', () => profileSwitch(40, 3)],
];

async function main(only: readonly string[]): Promise<void> {
  const figures: Figure[] = [];
  for (const [name, measure] of measurements) {
    if (only.length > 0 && !only.includes(name)) continue;
    process.stdout.write(`measuring ${name}\n`);
    for (const figure of await measure()) {
      figures.push(figure);
      process.stdout.write(`  ${JSON.stringify(figure)}\n`);
    }
  }
  if (only.length > 0) return;
  await mkdir(join(root, 'bench'), { recursive: true });
  await writeFile(join(root, 'bench/results.json'), `${JSON.stringify(figures, null, 2)}\n`);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`;
  await writeFile(join(root, 'docs/BENCHMARKS.md'), tableOf(figures, machine));
}

await main(process.argv.slice(2));

import { writeFile } from 'node:fs/promises';
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
import { againstPeers } from './peer-figures.ts';
import { writeProof } from './proof/proof-table.ts';
import { loadNow, machineName, savedResults, saveResults, today, withMeasured } from './results.ts';
import type { LeftOut, Measured } from './results.ts';
import { profileSwitch } from './switching.ts';
import { tableOf } from './table.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

/** The measurements by name, so that one can be run alone. */
const measurements: readonly (readonly [
  string,
  (leftOut: (peer: LeftOut) => void) => Promise<Figure[]>,
])[] = [
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
  ['peers', againstPeers],
  ['app-catalog', appCatalog],
  ['noticing-death', () => noticingDeath(7)],
  ['noticing-death-window', () => noticingDeathInTheWindow(7)],
  ['many-servers', () => manyServers(3)],
  ['import-many', () => importMany(5)],
  ['growing', () => growing(3)],
  ['saving-one-by-one', () => savingOneByOne(1)],
  ['profile-switch', () => profileSwitch(40, 3)],
];

async function measured(
  name: string,
  measure: (typeof measurements)[number][1],
): Promise<Measured> {
  process.stdout.write(`measuring ${name}\n`);
  const leftOut: LeftOut[] = [];
  const load = loadNow();
  const figures = await measure((peer) => leftOut.push(peer));
  for (const figure of figures) process.stdout.write(`  ${JSON.stringify(figure)}\n`);
  for (const { name: peer, reason } of leftOut) {
    process.stdout.write(`  ${peer} is not measured: ${reason}\n`);
  }
  return {
    ...{ measurement: name, on: today(), machine: machineName(), load, figures },
    ...(leftOut.length > 0 && { leftOut }),
  };
}

async function main(only: readonly string[]): Promise<void> {
  const names = measurements.map(([name]) => name);
  for (const [name, measure] of measurements) {
    if (only.length > 0 && !only.includes(name)) continue;
    // Each is saved as soon as it is there; the next may take long.
    const results = withMeasured(await savedResults(), [await measured(name, measure)], names);
    await saveResults(results);
    await writeFile(join(root, 'docs/BENCHMARKS.md'), tableOf(results));
    await writeProof();
  }
}

await main(process.argv.slice(2));

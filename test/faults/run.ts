import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { addresses } from './addresses.ts';
import { atRest } from './at-rest.ts';
import { churn } from './churn.ts';
import type { FaultRow, Scenario } from './fault-row.ts';
import { gatewayFaults } from './gateway.ts';
import { halfOpen } from './half-open.ts';
import { manyServers } from './many-servers.ts';
import { httpFaults } from './http-faults.ts';
import { oddAnswers } from './odd-answers.ts';
import { outages } from './outages.ts';
import { processFaults } from './process-faults.ts';
import { recovery } from './recovery.ts';
import { systemLimits } from './system-limits.ts';

// `npm run faults [-- GROUP...]`: runs the scenarios, prints them, and writes docs/FAULTS.md when
// all of them ran.

const groups: Readonly<Record<string, () => readonly Scenario[]>> = {
  recovery: () => [...recovery(20), ...halfOpen(5)],
  process: () => [...processFaults(), ...oddAnswers(), ...systemLimits()],
  http: () => [...httpFaults(), ...addresses()],
  many: () => [...manyServers(), ...outages(), ...churn()],
  gateway: () => gatewayFaults(4),
  rest: atRest,
};

const asked = process.argv.slice(2);
const rows: FaultRow[] = [];
for (const [name, run] of Object.entries(groups)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const play of run()) {
    const row = await play();
    rows.push(row);
    process.stdout.write(`${row.isMet ? '✓' : '✗'} ${row.scenario}: ${row.happened}\n`);
  }
}
if (asked.length === 0) {
  const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
  await writeFile(join(root, 'docs/FAULTS.md'), pageOf(rows));
}
process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1;

function pageOf(all: readonly FaultRow[]): string {
  const sections = [...new Set(all.map(({ group }) => group))].map((group) => {
    const lines = all
      .filter((row) => row.group === group)
      .map(
        ({ scenario, happened, goal, isMet }) =>
          `| ${scenario} | ${happened} | ${goal} | ${isMet ? 'yes' : '**no**'} |`,
      );
    return `## ${group}\n\n| Scenario | What happened | Goal | Met |\n| --- | --- | --- | --- |\n${lines.join('\n')}\n`;
  });
  const [cpu] = cpus();
  return `# Faults

Written by \`npm run faults\` on ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Node ${process.version}: what happens when servers, programs and networks misbehave. Times are the median and the 95th percentile of real processes and sockets on loopback; where it says simulated, time is a fake clock.

${sections.join('\n')}`;
}

import { cpus } from 'node:os';

import { addresses } from './addresses.ts';
import { atRest } from './at-rest.ts';
import { churn } from './churn.ts';
import { doorFaults } from './doors.ts';
import type { FaultRow, Scenario } from './fault-row.ts';
import { gatewayFaults } from './gateway.ts';
import { halfOpen } from './half-open.ts';
import { manyServers } from './many-servers.ts';
import { httpFaults } from './http-faults.ts';
import { oddAnswers } from './odd-answers.ts';
import { outages } from './outages.ts';
import { processFaults } from './process-faults.ts';
import { recovery } from './recovery.ts';
import { writeProof } from '../../bench/proof/proof-table.ts';
import { today } from '../../bench/results.ts';
import { saveGroup } from './saved-rows.ts';
import { systemLimits } from './system-limits.ts';

// `npm run faults [-- GROUP...]`: runs the scenarios, prints them, and writes those of each group
// into docs/FAULTS.md.

const groups: Readonly<Record<string, () => readonly Scenario[]>> = {
  recovery: () => [...recovery(20), ...halfOpen(5)],
  process: () => [...processFaults(), ...oddAnswers(), ...systemLimits()],
  http: () => [...httpFaults(), ...addresses()],
  many: () => [...manyServers(), ...outages(), ...churn()],
  gateway: () => gatewayFaults(4),
  doors: doorFaults,
  rest: atRest,
};

const asked = process.argv.slice(2);
const machine = `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`;
let isMet = true;
for (const [key, scenarios] of Object.entries(groups)) {
  if (asked.length > 0 && !asked.includes(key)) continue;
  const rows: FaultRow[] = [];
  for (const play of scenarios()) {
    const row = await play();
    rows.push(row);
    isMet &&= row.isMet;
    process.stdout.write(`${row.isMet ? '✓' : '✗'} ${row.scenario}: ${row.happened}\n`);
  }
  await saveGroup({ key, on: today(), machine, rows }, Object.keys(groups));
  await writeProof();
}
process.exitCode = isMet ? 0 : 1;

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { groups } from './fault-row.ts';
import type { FaultRow } from './fault-row.ts';

/** What happened in one group of scenarios, and when they were played. */
export interface PlayedGroup {
  /** The word by which the group is asked for. */
  readonly key: string;
  /** The day, `YYYY-MM-DD`. */
  readonly on: string;
  readonly machine: string;
  readonly rows: readonly FaultRow[];
}

const playedSchema: z.ZodType<readonly PlayedGroup[]> = z.array(
  z.object({
    key: z.string(),
    on: z.iso.date(),
    machine: z.string(),
    rows: z.array(
      z.object({
        group: z.enum(groups),
        scenario: z.string(),
        happened: z.string(),
        goal: z.string(),
        isMet: z.boolean(),
      }),
    ),
  }),
);

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const file = join(root, 'test/faults/results.json');

/** What happened the last time each group was played. */
export async function savedGroups(): Promise<readonly PlayedGroup[]> {
  return playedSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Saves a group in the place of what was there, in the order of `keys`, and writes the page; others go. */
export async function saveGroup(played: PlayedGroup, keys: readonly string[]): Promise<void> {
  const latest = new Map([...(await savedGroups()), played].map((one) => [one.key, one]));
  const all = keys.flatMap((key) => latest.get(key) ?? []);
  await writeFile(file, `${JSON.stringify(all, null, 2)}\n`);
  await writeFile(join(root, 'docs/FAULTS.md'), faultsPage(all));
}

/** The page that shows all of them. */
export function faultsPage(all: readonly PlayedGroup[]): string {
  return `# Faults

Written by \`npm run faults\`, which plays all groups or, with \`-- NAME\`, one of them: what happens when servers, programs, networks and apps misbehave. Times are the median and the 95th percentile of real processes and sockets on loopback; where it says simulated, time is a fake clock.

${all.map(sectionOf).join('\n')}`;
}

function sectionOf({ key, on, machine, rows }: PlayedGroup): string {
  const lines = rows.map(
    ({ scenario, happened, goal, isMet }) =>
      `| ${scenario} | ${happened} | ${goal} | ${isMet ? 'yes' : '**no**'} |`,
  );
  return `## ${rows[0]?.group ?? key}

\`npm run faults -- ${key}\`, ${on}, on ${machine}.

| Scenario | What happened | Goal | Met |
| --- | --- | --- | --- |
${lines.join('\n')}
`;
}

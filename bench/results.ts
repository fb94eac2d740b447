import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import type { Figure } from './figure.ts';

/** A peer that was not measured, and why. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

/** What came of one measurement, and when it was made. */
export interface Measured {
  readonly measurement: string;
  /** The day, `YYYY-MM-DD`. */
  readonly on: string;
  readonly machine: string;
  /** How many programs wanted the machine just before (the load average of a minute); absent: not noted. */
  readonly load?: number | undefined;
  readonly figures: readonly Figure[];
  readonly leftOut?: readonly LeftOut[] | undefined;
}

const measuredSchema: z.ZodType<Measured> = z.object({
  measurement: z.string(),
  on: z.iso.date(),
  machine: z.string(),
  load: z.number().optional(),
  figures: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      // JSON has no number for what could not be measured.
      ours: z
        .number()
        .nullable()
        .transform((value) => value ?? Number.NaN),
      reference: z
        .number()
        .nullable()
        .transform((value) => value ?? Number.NaN),
      ratio: z
        .number()
        .nullable()
        .transform((value) => value ?? Number.NaN),
      goal: z.string(),
      met: z.boolean(),
    }),
  ),
  leftOut: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
});

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const file = join(root, 'bench/results.json');

/** What every measurement came to the last time it was made. */
export async function savedResults(): Promise<readonly Measured[]> {
  return z.array(measuredSchema).parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Puts what was measured now in the place of what was there, in the order of `names`; others go. */
export function withMeasured(
  saved: readonly Measured[],
  now: readonly Measured[],
  names: readonly string[],
): readonly Measured[] {
  const latest = new Map([...saved, ...now].map((one) => [one.measurement, one]));
  return names.flatMap((name) => latest.get(name) ?? []);
}

/** Saves them for the next run and for the pages. */
export async function saveResults(results: readonly Measured[]): Promise<void> {
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
}

/** This computer, as far as it matters for a time. */
export const machineName = (): string =>
  `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(Math.round(totalmem() / 2 ** 30))} GiB, Node ${process.version}, ${process.platform}`;

/** How much else the machine does. */
export const loadNow = (): number => Number((loadavg()[0] ?? 0).toFixed(1));

/** Today, `YYYY-MM-DD`. */
export const today = (): string => new Date().toISOString().slice(0, 10);

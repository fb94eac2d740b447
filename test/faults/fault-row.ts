import { median, percentile } from '../../bench/figure.ts';

/** What faults are about. */
export const groups = [
  'Recovery',
  'Process / stdio',
  'HTTP / network',
  'Many servers',
  'Gateway',
  'Doors for apps',
  'At rest',
] as const;

/** What happened in one scenario, and what should. */
export interface FaultRow {
  readonly group: (typeof groups)[number];
  readonly scenario: string;
  readonly happened: string;
  readonly goal: string;
  readonly isMet: boolean;
}

/** Plays one scenario. */
export type Scenario = () => Promise<FaultRow>;

/** Median and 95th percentile in words, e.g. `12 / 40 ms`. */
export function spread(valuesMs: readonly number[]): string {
  return `${Math.round(median(valuesMs))} / ${Math.round(percentile(valuesMs, 95))} ms`;
}

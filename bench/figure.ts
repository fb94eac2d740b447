/** One line of the table: ours against a reference measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly reference: number;
  /** `ours / reference`, or `ours - reference` where the goal is an absolute difference. */
  readonly ratio: number;
  /** In words, e.g. `at most 1.10 ×`. */
  readonly goal: string;
  readonly met: boolean;
}

/** A figure whose goal is a ratio to the reference. */
export function ratioFigure(
  name: string,
  unit: string,
  ours: number,
  reference: number,
  atMost: number,
): Figure {
  const ratio = ours / reference;
  return {
    name,
    unit,
    ours: round(ours),
    reference: round(reference),
    ratio: round(ratio, 3),
    goal: `at most ${atMost.toFixed(2)} × the reference`,
    met: ratio <= atMost,
  };
}

/** A figure whose goal is an amount above the reference. */
export function differenceFigure(
  name: string,
  unit: string,
  ours: number,
  reference: number,
  atMost: number,
): Figure {
  return {
    name,
    unit,
    ours: round(ours),
    reference: round(reference),
    ratio: round(ours / reference, 3),
    goal: `at most ${atMost} ${unit} above the reference`,
    met: ours - reference <= atMost,
  };
}

/** A figure whose goal is a limit; the limit is its reference. */
export function limitFigure(name: string, unit: string, ours: number, atMost: number): Figure {
  return {
    name,
    unit,
    ours: round(ours),
    reference: atMost,
    ratio: round(ours / atMost, 3),
    goal: `at most ${atMost} ${unit}`,
    met: ours <= atMost,
  };
}

/** The middle of the values. */
export const median = (values: readonly number[]): number => percentile(values, 50);

/** The value below which `percent` of the values lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100));
  return sorted[index] ?? Number.NaN;
}

/** How long some work takes, ms. */
export async function durationOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

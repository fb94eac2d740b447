import { z } from 'zod';

/** A release as its feed tells of it. */
export interface Release {
  /** Without a leading `v`. */
  readonly version: string;
  /** Plain text without control and direction characters. */
  readonly notes: string;
  /** Where a person reads on and gets it. */
  readonly page: string;
}

const maxNotesChars = 20_000;

// What forges answer at `releases/latest`; fields that are not needed may be as they like.
const feedSchema = z.object({
  tag_name: z
    .string()
    .max(100)
    .regex(/^v?\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/),
  html_url: z.string().max(2_000),
  body: z.string().nullish(),
});

/** Reads what the feed answered; undefined when it names no release. */
export function readRelease(text: string): Release | undefined {
  const read = feedSchema.safeParse(jsonOf(text));
  if (!read.success) return undefined;
  const { tag_name, html_url, body } = read.data;
  return {
    version: tag_name.replace(/^v/, ''),
    notes: readable(body ?? ''),
    page: html_url,
  };
}

/**
 * Whether `candidate` comes after `running` (Semantic Versioning 2.0.0, 11): numbers count as numbers,
 * a pre-release comes before its release, and what stands behind a `+` does not count.
 */
export function isNewer(candidate: string, running: string): boolean {
  const [left, right] = [partsOf(candidate), partsOf(running)];
  for (const [index, number] of left.numbers.entries()) {
    const difference = number - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  if (left.stage === undefined || right.stage === undefined) {
    return left.stage === undefined && right.stage !== undefined;
  }
  return stageOrder(left.stage, right.stage) > 0;
}

interface Parts {
  readonly numbers: readonly number[];
  readonly stage: readonly string[] | undefined;
}

function partsOf(version: string): Parts {
  const [counted = ''] = version.split('+');
  const dash = counted.indexOf('-');
  const core = dash === -1 ? counted : counted.slice(0, dash);
  return {
    numbers: core.split('.').map(Number),
    stage: dash === -1 ? undefined : counted.slice(dash + 1).split('.'),
  };
}

function stageOrder(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [a, b] = [left[index], right[index]];
    if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
    if (a === b) continue;
    const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
    if (isNumberA && isNumberB) return Number(a) - Number(b);
    if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
    return a < b ? -1 : 1;
  }
  return 0;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{C}\n\t]/gu, '')
    .slice(0, maxNotesChars)
    .trim();
}

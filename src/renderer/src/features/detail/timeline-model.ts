import { levelOf } from '../../../../shared/domain/health.ts';
import type { HealthLevel } from '../../../../shared/domain/health.ts';
import { isGap } from '../../../../shared/domain/state-gap.ts';
import type { StateChange } from '../../../../shared/domain/state-history.ts';

const MINUTE_MS = 60_000;
const SPANS_MS = [15 * MINUTE_MS, 60 * MINUTE_MS, 360 * MINUTE_MS, 1440 * MINUTE_MS] as const;
/** A stretch shorter than this share of the line is joined with its neighbours. */
const SHORT_SHARE = 1 / 120;

/** What is seen when stretches are joined: the worst of them, so that no trouble is hidden. */
const worstFirst: readonly HealthLevel[] = [
  'failed',
  'needs-you',
  'retrying',
  'offline',
  'off',
  'connecting',
  'ready',
];

/** A stretch of time in one state. */
export interface Stretch extends Pick<StateChange, 'kind' | 'failure'> {
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether it goes on. */
  readonly isNow: boolean;
}

/** The recent past of a server, from `nowMs - spanMs` to now. */
export interface TimelineView {
  readonly spanMs: number;
  /** Oldest first, without a gap; the time before the first is unknown. */
  readonly stretches: readonly Stretch[];
}

/** The line for a history, over the shortest of a few spans that holds it. */
export function timelineOf(history: readonly StateChange[], nowMs: number): TimelineView {
  const first = history[0]?.at ?? nowMs;
  const spanMs = SPANS_MS.find((span) => nowMs - first <= span) ?? SPANS_MS[3];
  const startMs = nowMs - spanMs;
  const stretches = history
    .map(({ kind, failure, at }, index) => {
      const next = history[index + 1]?.at;
      const toMs = next ?? Math.max(nowMs, at);
      return { kind, failure, fromMs: Math.max(at, startMs), toMs, isNow: next === undefined };
    })
    .filter(({ toMs, isNow }) => isNow || toMs > startMs);
  return { spanMs, stretches: joinShort(stretches, spanMs * SHORT_SHARE) };
}

function joinShort(stretches: readonly Stretch[], shortMs: number): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    if (last && !stretch.isNow && areAlike(last, stretch, shortMs)) {
      const worse = rank(stretch) < rank(last) ? stretch : last;
      joined[joined.length - 1] = { ...worse, fromMs: last.fromMs, toMs: stretch.toMs };
    } else joined.push(stretch);
  }
  return joined;
}

/** Both too short to be seen alone. What is known and what is not are never taken for each other. */
function areAlike(one: Stretch, other: Stretch, shortMs: number): boolean {
  const areShort = isShort(one, shortMs) && isShort(other, shortMs);
  return areShort && isGap(one.kind) === isGap(other.kind);
}

function isShort({ fromMs, toMs }: Stretch, shortMs: number): boolean {
  return toMs - fromMs < shortMs;
}

function rank({ kind }: Stretch): number {
  return isGap(kind) ? 0 : worstFirst.indexOf(levelOf(kind));
}

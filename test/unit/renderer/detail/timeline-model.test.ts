import { describe, expect, test } from 'vitest';

import { timelineOf } from '../../../../src/renderer/src/features/detail/timeline-model.ts';
import type { StateChange } from '../../../../src/shared/domain/state-history.ts';

const minuteMs = 60_000;
const now = 100_000_000_000;
const change = (kind: StateChange['kind'], agoMs: number): StateChange => ({
  kind,
  at: now - agoMs,
  failure: null,
});

describe('the line of the last hours', () => {
  test.each([
    [minuteMs, 15],
    [16 * minuteMs, 60],
    [61 * minuteMs, 360],
    [7 * 60 * minuteMs, 1440],
    [50 * 60 * minuteMs, 1440],
  ])('is as long as what is known: %d ms on %d min', (agoMs, spanMinutes) => {
    expect(timelineOf([change('ready', agoMs)], now).spanMs).toBe(spanMinutes * minuteMs);
  });

  test('has no gaps and ends now', () => {
    const history = [change('ready', 9 * minuteMs), change('waiting', 4 * minuteMs)];
    expect(timelineOf(history, now).stretches).toEqual([
      {
        kind: 'ready',
        failure: null,
        fromMs: now - 9 * minuteMs,
        toMs: now - 4 * minuteMs,
        isNow: false,
      },
      { kind: 'waiting', failure: null, fromMs: now - 4 * minuteMs, toMs: now, isNow: true },
    ]);
  });

  test('begins where the line does', () => {
    const { spanMs, stretches } = timelineOf([change('ready', 30 * 60 * minuteMs)], now);
    expect(stretches[0]?.fromMs).toBe(now - spanMs);
  });

  test('shows the worst of what is too short to be seen alone', () => {
    const history = [
      change('ready', 10 * minuteMs),
      change('connecting', 5 * minuteMs),
      change('failed', 5 * minuteMs - 1_000),
      change('connecting', 5 * minuteMs - 2_000),
      change('ready', 5 * minuteMs - 3_000),
    ];
    const { stretches } = timelineOf(history, now);
    expect(stretches.map(({ kind }) => kind)).toEqual(['ready', 'failed', 'ready']);
    expect(stretches[1]).toMatchObject({
      fromMs: now - 5 * minuteMs,
      toMs: now - 5 * minuteMs + 3_000,
    });
  });

  test('shows a gap, however short, and joins gaps only with gaps', () => {
    const history = [
      change('ready', 10 * minuteMs),
      change('not-running', 8 * minuteMs),
      change('connecting', 5 * minuteMs),
      change('failed', 5 * minuteMs - 1_000),
      change('not-running', 5 * minuteMs - 2_000),
      change('connecting', 5 * minuteMs - 3_000),
      change('ready', 5 * minuteMs - 4_000),
    ];
    const kinds = timelineOf(history, now).stretches.map(({ kind }) => kind);
    expect(kinds).toEqual(['ready', 'not-running', 'failed', 'not-running', 'connecting', 'ready']);
  });

  test('stays drawable whatever happened', () => {
    const history = Array.from({ length: 500 }, (_, index) =>
      change(index % 2 === 0 ? 'ready' : 'waiting', (500 - index) * 2_000),
    );
    expect(timelineOf(history, now).stretches.length).toBeLessThan(260);
  });

  test('survives a clock that was set back', () => {
    const { stretches } = timelineOf([change('ready', -minuteMs)], now);
    expect(stretches).toHaveLength(1);
    expect((stretches[0]?.toMs ?? 0) >= (stretches[0]?.fromMs ?? 1)).toBe(true);
  });
});

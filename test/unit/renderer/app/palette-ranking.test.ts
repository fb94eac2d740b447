import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isNearBeginning, ranked } from '../../../../src/renderer/src/app/palette/ranking.ts';

const labels = (found: readonly { readonly label: string }[]) => found.map(({ label }) => label);
const named = (...names: readonly string[]) => names.map((label) => ({ id: label, label }));

describe('ranked', () => {
  test('leaves everything in its order while nothing is looked for', () => {
    const all = named('b', 'a');
    expect(ranked(all, '  ')).toEqual(all);
  });

  test('puts the whole name before its beginning, a beginning before a word, a word before letters', () => {
    const all = named('Reconnect: Gamma', 'Telegamma', 'Gamma ray', 'Gamma');
    expect(labels(ranked(all, 'gamma'))).toEqual([
      'Gamma',
      'Gamma ray',
      'Reconnect: Gamma',
      'Telegamma',
    ]);
  });

  test('wants every word, in any order', () => {
    const all = named('Switch to Work', 'Switch to Home', 'Work notes');
    expect(labels(ranked(all, 'work sw'))).toEqual(['Switch to Work']);
  });

  test('finds what was typed with a slip, after what was typed right', () => {
    const all = named('Memory', 'Activity', 'Memroy lane');
    expect(labels(ranked(all, 'memroy'))).toEqual(['Memroy lane', 'Memory']);
    expect(labels(ranked(all, 'activiyt'))).toEqual(['Activity']);
    expect(ranked(named('Tool'), 'tolo')).toHaveLength(1);
    expect(ranked(named('Tool'), 'tlo')).toHaveLength(0);
  });

  test('finds the name of a server as surely as its title', () => {
    const all = [
      { id: 'do', label: 'Retry now: mem-1' },
      { id: 'server', label: 'My notes', words: 'mem-1' },
    ];
    expect(ranked(all, 'mem-1')[0]?.id).toBe('server');
  });

  test('prefers what was chosen lately among equals', () => {
    const all = named('Go to Tools', 'Go to Settings');
    expect(labels(ranked(all, 'go', ['Go to Settings']))[0]).toBe('Go to Settings');
  });

  test('asks for neither case nor accents', () => {
    expect(labels(ranked(named('Éclair'), 'ECLAIR'))).toEqual(['Éclair']);
  });
});

describe('isNearBeginning', () => {
  test.each([
    ['memory', 'memroy', 1],
    ['memory', 'memry', 1],
    ['memory', 'memoory', 1],
    ['memory', 'mamo', 1],
    ['everything', 'evrythnig', 2],
  ])('%s for %s', (word, typed, slips) => {
    expect(isNearBeginning(word, typed, slips)).toBe(true);
  });

  test.each([
    ['memory', 'nemory', 1],
    ['memory', 'mxmxry', 1],
    ['mem', 'memory', 1],
  ])('not %s for %s', (word, typed, slips) => {
    expect(isNearBeginning(word, typed, slips)).toBe(false);
  });

  test('takes any beginning, and any with one letter left out', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{5,12}$/),
        fc.nat({ max: 11 }),
        fc.integer({ min: 1, max: 11 }),
        (word, length, left) => {
          const typed = word.slice(0, 1 + length);
          expect(isNearBeginning(word, typed, 0)).toBe(true);
          const without = typed.slice(0, left) + typed.slice(left + 1);
          expect(isNearBeginning(word, without, 1)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

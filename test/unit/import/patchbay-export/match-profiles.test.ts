import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  matchProfiles,
  withChoices,
} from '../../../../src/main/import/patchbay-export/match-profiles.ts';
import { homeOf, profileOf } from '../../transfer/home.ts';

describe('profiles of a file', () => {
  test('are those here of the same name; others are made, with their own id where it is free', () => {
    const matched = matchProfiles(
      [
        profileOf('Me', { id: 'personal' }),
        profileOf(' WORK ', { id: 'w' }),
        profileOf('Lab', { choices: { docs: true } }),
      ],
      [profileOf('Personal'), profileOf('Work')],
    );
    expect([...matched.ids]).toEqual([
      ['personal', 'me'],
      ['w', 'work'],
      ['lab', 'lab'],
    ]);
    expect(matched.added.map(({ id, choices }) => [id, choices])).toEqual([
      ['me', {}],
      ['lab', {}],
    ]);
  });

  test('never share one here, and never take an id that is in use', () => {
    const titles = fc.array(fc.constantFrom('Work', 'work', 'Lab', 'Me', '工作'), { maxLength: 6 });
    const profiles = titles.map((all) =>
      all.map((title, index) => profileOf(title, { id: `p-${String(index)}` })),
    );
    fc.assert(
      fc.property(profiles, profiles, (inFile, here) => {
        const { ids, added } = matchProfiles(inFile, here);
        expect(new Set(ids.values()).size).toBe(inFile.length);
        const all = [...here, ...added].map(({ id }) => id);
        expect(new Set(all).size).toBe(all.length);
        for (const id of ids.values()) expect(all).toContain(id);
      }),
    );
  });

  test('get choices beside those they have', () => {
    const { profiles } = homeOf([], [profileOf('Work', { choices: { a: true } })]);
    const next = withChoices(profiles, new Map([['work', { b: false }]]));
    expect(next.profiles[0]?.choices).toEqual({ a: true, b: false });
  });
});

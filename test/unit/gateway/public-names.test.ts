import { createHash } from 'node:crypto';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { maxPublicName, publicNames } from '../../../src/main/gateway/public-names.ts';
import type { OwnName } from '../../../src/main/gateway/public-names.ts';

import { handleOf } from '../../../src/shared/domain/handle.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const nameOf = (items: readonly OwnName[], wanted: OwnName, hash = sha256): string | undefined =>
  [...publicNames(items, hash)].find(([, item]) => item === wanted)?.[0];

test('a plain name is the handle and the own name', () => {
  expect([...publicNames([{ handle: 'git-hub', own: 'create_issue' }], sha256).keys()]).toEqual([
    'git-hub_create_issue',
  ]);
});

test('a name that is too long keeps its end and tells two apart by their whole', () => {
  const own = (start: string) => `${start}${'x'.repeat(60)}_delete_everything`;
  const items = [
    { handle: 'files', own: own('a') },
    { handle: 'files', own: own('b') },
  ];
  const names = [...publicNames(items, sha256).keys()];
  expect(new Set(names).size).toBe(2);
  for (const name of names) {
    expect(name).toHaveLength(maxPublicName);
    expect(name).toMatch(/^files_[0-9a-f]{6}_.*_delete_everything$/);
  }
});

test('names whose hashes are equal still differ', () => {
  const items = ['a.b', 'a/b', 'a b'].map((own) => ({ handle: 'h', own }));
  let round = 0;
  const weak = (text: string): string =>
    /\n\d+$/.test(text) ? sha256(String((round += 1))) : 'ffffff';
  expect(publicNames(items, weak).size).toBe(3);
});

const handles = fc.constantFrom('a', 'a-b', 'b', 'files', 'x'.repeat(20));
const owns = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.stringMatching(/^[a-b_.-]{1,6}$/),
  fc.stringMatching(/^[a-z_]{30,70}$/),
);
const items = fc.uniqueArray(fc.record({ handle: handles, own: owns }), {
  selector: ({ handle, own }) => `${handle}\n${own}`,
  maxLength: 30,
});

test('all names differ, fit and are plain, whatever servers call their tools', () => {
  fc.assert(
    fc.property(items, (all) => {
      const names = publicNames(all, sha256);
      expect(names.size).toBe(all.length);
      for (const name of names.keys()) expect(name).toMatch(/^[A-Za-z0-9_-]{1,49}$/);
    }),
    { numRuns: 300 },
  );
});

test('a name does not change when servers come, go, or change their order', () => {
  fc.assert(
    fc.property(items, fc.nat(), (all, seed) => {
      const [first] = all;
      if (first === undefined) return;
      const others = all.slice(1).filter((_one, index) => ((seed >> (index % 30)) & 1) === 0);
      expect(nameOf([...others.reverse(), first], first)).toBe(nameOf([first], first));
    }),
    { numRuns: 300 },
  );
});

test('a handle is the name, or its start and a hash; it never holds what joins it to a tool', () => {
  expect(handleOf('github', sha256)).toBe('github');
  const long = handleOf('the-longest-name-of-a-server-one', sha256);
  expect(long).toMatch(/^the-longest-n-[0-9a-f]{6}$/);
  expect(long).not.toBe(handleOf('the-longest-name-of-a-server-two', sha256));
});

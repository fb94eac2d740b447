import { expect, test } from 'vitest';

import { browsedOwner } from '../../../src/main/profiles/browsed-owner.ts';
import { sharedOwner } from '../../../src/shared/domain/owner.ts';

const sizes = { tools: 2 } as never;

function browsing(owner: string, keys: readonly string[]): string {
  const summaries = { get: (key: string) => (keys.includes(key) ? sizes : undefined) };
  return browsedOwner({ ownerOf: () => owner }, summaries)('work', 'docs');
}

test.each([
  ['signed in: its own', 'work', ['work/docs', 'docs'], 'work'],
  ['signed in and nothing listed yet: its own', 'work', ['docs'], 'work'],
  ['signed out, nobody else has listed it: what it saw before', sharedOwner, ['work/docs'], 'work'],
  ['signed out, listed for everybody', sharedOwner, ['work/docs', 'docs'], sharedOwner],
  ['never what another profile saw', sharedOwner, ['home/docs'], sharedOwner],
])('%s', (_, owner, keys, expected) => expect(browsing(owner, keys)).toBe(expected));

import { expect, test } from 'vitest';

import { inTurn } from '../../../src/main/connections/in-turn.ts';

test('what comes up while one is worked on comes after it', () => {
  const done: string[] = [];
  const give = inTurn((event: string) => {
    done.push(`${event} begins`);
    if (event === 'a') {
      give('b');
      give('c');
    }
    done.push(`${event} ends`);
  });
  give('a');
  expect(done).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('one that throws does not stop what comes later', () => {
  const done: string[] = [];
  const give = inTurn((event: string) => {
    if (event === 'bad') {
      give('left');
      throw new Error('no');
    }
    done.push(event);
  });
  expect(() => give('bad')).toThrow('no');
  give('next');
  expect(done).toEqual(['left', 'next']);
});

import { expect, test } from 'vitest';

import { own } from '../../../../src/shared/util/own.ts';

const inherited = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__'];

test.each(inherited)('%s is there only when it was put there', (name) => {
  expect(own({}, name)).toBeUndefined();
  expect(own(Object.fromEntries([[name, 'mine']]), name)).toBe('mine');
});

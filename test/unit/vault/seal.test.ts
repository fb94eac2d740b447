import { expect, test } from 'vitest';

import { isSealOf, sealText } from '../../../src/main/vault/seal.ts';

const key = { keyId: 'k1', bytes: new Uint8Array(32).fill(1) };
const text = '["patchbay-test",1,"k1","mine"]';

test('a seal is good for its text, its key and the id of its key alone', () => {
  const seal = sealText(key, text);
  expect(isSealOf(seal, key, text)).toBe(true);
  expect(isSealOf(seal, key, text.replace('mine', 'yours'))).toBe(false);
  expect(isSealOf(seal, { ...key, bytes: new Uint8Array(32).fill(2) }, text)).toBe(false);
  expect(isSealOf(seal, { ...key, keyId: 'k2' }, text)).toBe(false);
  expect(isSealOf({ ...seal, keyId: 'k2' }, key, text)).toBe(false);
});

test.each(['', 'zz', '00', 'not hexadecimal'])('%j is no seal, and no error', (claimed) => {
  expect(isSealOf({ keyId: 'k1', seal: claimed }, key, text)).toBe(false);
});

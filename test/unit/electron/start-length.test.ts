import { expect, test } from 'vitest';

import { argumentsThatFit } from '../../../src/main/electron/start-length.ts';
import { tooLongLink } from '../../../src/main/import/link-limits.ts';

const program = '/opt/patchbay/patchbay';
const link = (bytes: number) => `patchbay://v1/install?config=${'x'.repeat(bytes)}`;

test('a start whose arguments fit goes on as it is', () => {
  expect(argumentsThatFit([program, '--no-sandbox', link(24_000)], '/home/ann')).toBeUndefined();
});

test.each([31_000, 40_000, 60_000, 120_000])('a link of %i bytes is replaced', (bytes) => {
  const argv = [program, '--no-sandbox', '/app', link(bytes), '--hidden'];
  expect(argumentsThatFit(argv, '/home/ann')).toEqual([
    '--no-sandbox',
    '/app',
    tooLongLink,
    '--hidden',
  ]);
});

test('other long arguments, many short ones and a long folder do not get through either', () => {
  const fits = (argv: readonly string[], folder = '/') => {
    const fewer = argumentsThatFit(argv, folder) ?? argv;
    return argumentsThatFit([program, ...fewer], '/') === undefined;
  };
  expect(fits([program, 'x'.repeat(50_000), link(9)])).toBe(true);
  expect(fits([program, ...Array.from({ length: 9_000 }, () => '-abc')])).toBe(true);
  expect(argumentsThatFit([program, link(9)], `/${'x'.repeat(40_000)}`)).toEqual([tooLongLink]);
});

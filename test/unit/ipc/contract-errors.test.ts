import { expect, test } from 'vitest';

import { orRaise, raise } from '../../../src/main/ipc/contract-errors.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import type { Result } from '../../../src/shared/util/result.ts';

class Declared extends Error {
  readonly code: string;
  readonly data: unknown;

  constructor(code: string, data: unknown) {
    super(code);
    this.code = code;
    this.data = data;
  }
}

const errors = {
  NOT_FOUND: ({ data }: { data: { name: string } }) => new Declared('NOT_FOUND', data),
  OUTDATED: (options?: { message?: string; data?: undefined }) =>
    new Declared('OUTDATED', options?.data),
};

type Known = { readonly code: 'NOT_FOUND'; readonly name: string } | { readonly code: 'OUTDATED' };
const failing = (error: Known): Result<number, Known> => err(error);
const answering = (value: number): Result<number, Known> => ok(value);

test('a value comes through, a failure is thrown as the contract declares it', () => {
  expect(orRaise(answering(1), errors)).toBe(1);
  const thrown = (error: Known) => {
    try {
      return orRaise(failing(error), errors);
    } catch (caught) {
      return caught;
    }
  };
  expect(thrown({ code: 'NOT_FOUND', name: 'a' })).toMatchObject({
    code: 'NOT_FOUND',
    data: { name: 'a' },
  });
  expect(thrown({ code: 'OUTDATED' })).toMatchObject({ code: 'OUTDATED', data: undefined });
});

test('a code that the call does not declare, or other data, does not compile', () => {
  const unknown = err({ code: 'STRANGE' }) as Result<number, { readonly code: 'STRANGE' }>;
  // @ts-expect-error -- the contract lacks it
  expect(() => orRaise(unknown, errors)).toThrow('undeclared failure STRANGE');
  // @ts-expect-error -- the contract lacks it
  expect(() => raise(errors, { code: 'STRANGE' })).toThrow('undeclared failure STRANGE');
  const widened = unknown as Result<number, { readonly code: string }>;
  // @ts-expect-error -- nobody knows which code it is
  expect(() => orRaise(widened, errors)).toThrow('undeclared failure STRANGE');
  // @ts-expect-error -- its data is a name
  expect(() => raise(errors, { code: 'NOT_FOUND', data: { id: 1 } })).toThrow();
});

import { describe, expect, test } from 'vitest';

import {
  isAnswer,
  misshapenAnswer,
  repairedMessage,
} from '../../../../src/main/node/messages/json-rpc-repair.ts';

const error = { code: -32603, message: 'boom' };
const message = (parts: object) => ({ jsonrpc: '2.0', id: 1, ...parts });

describe('a message that needs repair', () => {
  test.each([
    [message({ result: { a: 1 }, error: null }), message({ result: { a: 1 } })],
    [message({ result: null, error }), message({ error })],
    [message({ id: null, error }), { jsonrpc: '2.0', error }],
    [message({ result: { a: 1, _meta: null } }), message({ result: { a: 1 } })],
  ])('%#', (given, expected) => {
    expect(repairedMessage(given)).toEqual(expected);
    expect(isAnswer(repairedMessage(given))).toBe(true);
  });

  test.each([
    [message({ result: {} })],
    [message({ method: 'x', result: null, error: null })],
    [message({ result: null, error: null })],
    [message({ result: {}, error })],
    [[1]],
    ['text'],
    [null],
  ])('stays as it is: %j', (given) => {
    expect(repairedMessage(given)).toEqual(given);
  });
});

describe('an answer out of shape', () => {
  test.each([
    [{ id: 1, result: null }, 1],
    [{ id: 'a', result: 'done' }, 'a'],
    [{ id: 1, error: 'x' }, 1],
    [{ error: { code: 'x' } }, null],
    [{ id: null, error: {} }, null],
  ])('says whom it answers: %j', (given, id) => {
    expect(misshapenAnswer(given)).toMatchObject({ id });
    expect(misshapenAnswer(given)?.detail).toContain(JSON.stringify(given));
  });

  test.each([[{ level: 'info', msg: 'x' }], [{ id: 1 }], [{ id: {}, error: 1 }], [[]], ['x'], [7]])(
    'is told from other text: %j',
    (given) => {
      expect(misshapenAnswer(given)).toBeUndefined();
    },
  );

  test('is shown with its beginning only', () => {
    const { detail = '' } = misshapenAnswer({ id: 1, result: 'x'.repeat(10_000) }) ?? {};
    expect(detail.length).toBeLessThan(600);
  });
});

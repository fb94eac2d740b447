import { SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';

import { answerInRefusal } from '../../../../src/main/node/sdk/refusal-answer.ts';

const body = (id: unknown, error: unknown = { code: -32601, message: 'm', data: [1] }) =>
  JSON.stringify({ jsonrpc: '2.0', id, error });
const refusal = (status: number, text: string) =>
  new SdkHttpError(SdkErrorCode.ClientHttpNotImplemented, 'x', { status, text });

describe('the body of a refusal', () => {
  test.each([400, 404, 405, 422])('is the answer under the own id: %i', (status) => {
    expect(answerInRefusal(refusal(status, body(7)), 7, false)).toEqual({
      jsonrpc: '2.0',
      id: 7,
      error: { code: -32601, message: 'm', data: [1] },
    });
    expect(answerInRefusal(refusal(status, body('7')), 7, false)).toMatchObject({ id: 7 });
  });

  test.each([401, 403, 407, 408, 425, 429, 500, 502, 503])('never hides %i', (status) => {
    expect(answerInRefusal(refusal(status, body(7)), 7, false)).toBeUndefined();
  });

  test.each([404, 410])('does not hide that a session is unknown: %i', (status) => {
    expect(answerInRefusal(refusal(status, body(7)), 7, true)).toBeUndefined();
    expect(answerInRefusal(refusal(400, body(7)), 7, true)).toBeDefined();
  });

  test.each([
    [body(8)],
    [body(null)],
    [body('')],
    [body('server-error')],
    [body(7, { code: 'x', message: 'm' })],
    [body(7, { code: 1.5, message: 'm' })],
    [body(7, 'failed')],
    ['[]'],
    ['<p>'],
    [''],
  ])('is no answer: %s', (text) => {
    expect(answerInRefusal(refusal(400, text), 7, false)).toBeUndefined();
  });

  test('is looked for in refusals only', () => {
    expect(answerInRefusal(new SdkError(SdkErrorCode.SendFailed, 'x'), 7, false)).toBeUndefined();
    expect(answerInRefusal('x', 7, false)).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';

import { MAX_RETRY_AFTER_MS, parseRetryAfter } from '../../../../src/main/node/http/retry-after.ts';

const nowMs = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT');

describe('parseRetryAfter', () => {
  test.each([
    ['seconds', '120', 120_000],
    ['zero', '0', 0],
    ['padded seconds', ' 5 ', 5000],
    ['a date', 'Wed, 21 Oct 2026 07:28:30 GMT', 30_000],
    ['a date in the past', 'Wed, 21 Oct 2015 07:28:00 GMT', 0],
    ['absurd seconds', '99999999999999999999', MAX_RETRY_AFTER_MS],
    ['an absurd date', 'Thu, 01 Jan 9998 00:00:00 GMT', MAX_RETRY_AFTER_MS],
  ])('reads %s', (_name, header, expected) => {
    expect(parseRetryAfter(header, nowMs)).toBe(expected);
  });

  test.each([null, '', '-5', '1.5', 'soon', '1 apple', 'Wed, nonsense', '2026'.concat('-13-77')])(
    'takes %s for nothing',
    (header) => {
      expect(parseRetryAfter(header, nowMs)).toBeUndefined();
    },
  );
});

import { describe, expect, test } from 'vitest';

import { expiryOf } from '../../../src/main/oauth/token-lifetime.ts';

const now = 1_800_000_000_000;
const hourMs = 3_600_000;
const jwtUntil = (until: number) =>
  `x.${Buffer.from(JSON.stringify({ exp: until / 1000 })).toString('base64url')}.x`;

describe('a clock that differs from that of the service', () => {
  test.each([-2 * hourMs, -10_000, 10_000, 2 * hourMs])(
    'moves an absolute end by the Date of the answer (%i ms ahead of us)',
    (aheadMs) => {
      const dateMs = now + aheadMs;
      const end = dateMs + hourMs;
      const at = { now, dateMs };
      expect(expiryOf({ expires_at: end / 1000 }, 'opaque', at)).toBe(now + hourMs);
      expect(expiryOf({}, jwtUntil(end), at)).toBe(now + hourMs);
    },
  );

  test('changes nothing about a lifetime, which counts first', () => {
    const at = { now, dateMs: now - 2 * hourMs };
    const json = { expires_in: 60, expires_at: now / 1000 + 7 };
    expect(expiryOf(json, jwtUntil(now + hourMs), at)).toBe(now + 60_000);
  });

  test('is not guessed without a Date, nor for a second or two', () => {
    const end = now + hourMs;
    expect(expiryOf({ expires_at: end / 1000 }, 'opaque', { now })).toBe(end);
    expect(expiryOf({ expires_at: end / 1000 }, 'opaque', { now, dateMs: now - 1_900 })).toBe(end);
  });
});

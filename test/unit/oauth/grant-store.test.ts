import { describe, expect, test } from 'vitest';

import type { Grant } from '../../../src/main/oauth/grant.ts';
import { GrantStore } from '../../../src/main/oauth/grant-store.ts';
import type { OAuthRecords } from '../../../src/main/oauth/oauth-ports.ts';
import { ShareBook } from '../../../src/main/oauth/sharing/share-book.ts';
import type { TokenEndpoint } from '../../../src/main/oauth/token-endpoint.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const hour = 3_600_000;
const outage = err({
  kind: 'other',
  failure: { kind: 'unavailable', code: 'UNREACHABLE', detail: 'down' },
} as const);

/** A keeper over records in memory, and a token endpoint that answers what it is told to. */
function kit() {
  const clock = new FakeClock(1_800_000_000_000);
  const grant: Grant = {
    serverUrl: 'https://a.example/mcp',
    resource: 'https://a.example/mcp',
    issuer: 'https://id.example',
    tokenEndpoint: 'https://id.example/token',
    isPinned: false,
    client: { kind: 'pre-registered', clientId: 'c', authMethod: 'none' },
    accessToken: 'first',
    refreshToken: 'renew-first',
    scopes: [],
    via: 'loopback',
    signedInAt: clock.now(),
    obtainedAt: clock.now(),
  };
  let kept = JSON.stringify(grant);
  const records: Partial<OAuthRecords> = {
    read: () => Promise.resolve(ok({ bound: grant.issuer, text: kept })),
    write(_key, record) {
      kept = record.text;
      return Promise.resolve(ok(undefined));
    },
    exclusively: async (_key, work) => ok(await work()),
  };
  const endpoint = { asked: 0, isDown: true };
  const refresh: TokenEndpoint['refresh'] = () => {
    endpoint.asked += 1;
    if (endpoint.isDown) return Promise.resolve(outage);
    const accessToken = `token-${String(endpoint.asked)}`;
    return Promise.resolve(ok({ accessToken, scopes: [] }));
  };
  const keeper = new GrantStore(
    {
      records: records as OAuthRecords,
      shares: new ShareBook(records as OAuthRecords),
      endpoint: { refresh } as TokenEndpoint,
      clock,
      random: { next: () => 0.5 },
      logger: createSilentLogger(),
      onClientRejected: () => Promise.resolve(),
      onRefreshLost: () => Promise.resolve(),
    },
    'personal',
    'a',
  );
  return { clock, endpoint, keeper };
}

describe('the pause after an outage', () => {
  test.each([-48 * hour, -hour, -1, 0, 1, hour, 48 * hour])(
    'lasts two seconds, whatever is done to the time of day (%i ms)',
    async (jumpMs) => {
      const { clock, endpoint, keeper } = kit();
      await keeper.renew('first');
      clock.setWallOn(jumpMs);
      await clock.advance(1_999);
      expect(await keeper.renew('first')).toMatchObject({ error: { kind: 'unavailable' } });
      expect(endpoint.asked).toBe(1);
      endpoint.isDown = false;
      await clock.advance(2);
      expect(await keeper.renew('first')).toMatchObject({ value: { accessToken: 'token-2' } });
    },
  );

  test('ends when somebody wants to try again, as after a waking', async () => {
    const { endpoint, keeper } = kit();
    await keeper.renew('first');
    endpoint.isDown = false;
    keeper.retryNow();
    expect(await keeper.renew('first')).toMatchObject({ ok: true });
  });
});

test.each([-hour, 0, hour])(
  'a renewed token proves itself within a minute, whatever the time of day (%i ms)',
  async (jumpMs) => {
    const { clock, endpoint, keeper } = kit();
    endpoint.isDown = false;
    await keeper.renew('first');
    clock.setWallOn(jumpMs);
    await clock.advance(59_999);
    expect(keeper.newToken.of('token-1')).toMatchObject({ isLastTry: true });
    await clock.advance(2);
    expect(keeper.newToken.of('token-1')).toBeUndefined();
  },
);

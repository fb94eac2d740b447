import { describe, expect, test } from 'vitest';

import { GrantStore } from '../../../src/main/oauth/grant-store.ts';
import type { Grant } from '../../../src/main/oauth/grant.ts';
import type { OAuthRecord, OAuthRecords } from '../../../src/main/oauth/oauth-ports.ts';
import { ShareBook } from '../../../src/main/oauth/sharing/share-book.ts';
import type { TokenEndpoint } from '../../../src/main/oauth/token-endpoint.ts';
import type { TokenFailure } from '../../../src/main/oauth/token-failure.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const grantWith = (refreshToken: string): Grant => ({
  serverUrl: 'https://notes.example/mcp',
  resource: 'https://notes.example/mcp',
  issuer: 'https://as.example',
  tokenEndpoint: 'https://as.example/token',
  isPinned: false,
  client: {
    kind: 'registered',
    clientId: 'client',
    authMethod: 'none',
  } as unknown as Grant['client'],
  accessToken: `access of ${refreshToken}`,
  refreshToken,
  scopes: [],
  via: 'loopback',
  signedInAt: 1,
  obtainedAt: 1,
  expiresAt: 2,
});
const recordOf = (grant: Grant): OAuthRecord => ({
  bound: grant.issuer,
  text: JSON.stringify(grant),
});

/** A keeper whose renewal is refused; `meanwhile` happens while it is under way. */
function keeperOf(failure: TokenFailure, meanwhile: (put: (grant: Grant) => void) => void) {
  let stored: OAuthRecord | undefined = recordOf(grantWith('old'));
  const put = (grant: Grant) => void (stored = recordOf(grant));
  const records = {
    read: () => Promise.resolve(ok(stored)),
    write: (_key: unknown, record: OAuthRecord) => {
      stored = record;
      return Promise.resolve(ok(undefined));
    },
    remove: () => Promise.resolve(void (stored = undefined)),
    exclusively: async (_key: unknown, work: () => Promise<unknown>) => ok(await work()),
  } as unknown as OAuthRecords;
  const endpoint = {
    refresh: () => {
      meanwhile(put);
      return Promise.resolve(err(failure));
    },
  } as unknown as TokenEndpoint;
  const keeper = new GrantStore(
    {
      records,
      shares: new ShareBook(records),
      endpoint,
      clock: new FakeClock(),
      random: createFakeRandom(),
      logger: createSilentLogger(),
      onClientRejected: () => Promise.resolve(),
      onRefreshLost: () => Promise.resolve(),
    },
    'personal',
    'notes',
  );
  return { keeper, stored: () => stored?.text };
}

describe.each<TokenFailure>([
  { kind: 'grant-ended', detail: 'invalid_grant' },
  { kind: 'client-rejected', detail: 'invalid_client' },
])('a renewal that is refused for good ($kind)', (failure) => {
  test('does not take away what another sign-in has put in its place meanwhile', async () => {
    const { keeper, stored } = keeperOf(failure, (put) => put(grantWith('new')));
    await keeper.load();
    await keeper.renew();
    expect(stored()).toBe(recordOf(grantWith('new')).text);
    expect(keeper.grant?.refreshToken).toBe('new');
  });
});

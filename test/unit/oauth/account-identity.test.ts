import { expect, test } from 'vitest';

import { accountOfIdToken, isOtherAccount } from '../../../src/main/oauth/account-identity.ts';
import type { AccountIdentity } from '../../../src/main/oauth/account-identity.ts';

test.each<[AccountIdentity | undefined, AccountIdentity | undefined, boolean]>([
  [{ subject: '1', tenant: 'a' }, { subject: '1', tenant: 'b' }, true],
  [{ tenant: 'a' }, { tenant: 'b' }, true],
  [{ subject: '1' }, { subject: '2' }, true],
  [{ subject: '1', tenant: 'a' }, { subject: '1', tenant: 'a' }, false],
  [{ subject: '1', tenant: 'a' }, { subject: '1' }, false],
  [{ name: 'ana' }, { name: 'bob' }, false],
  [undefined, { subject: '1' }, false],
])('%o and then %o: another account or organisation: %s', (before, after, isOther) => {
  expect(isOtherAccount(before, after)).toBe(isOther);
});

test.each([
  [{ tid: 't-1' }, 't-1'],
  [{ org_id: 'o-1' }, 'o-1'],
  [{ hd: 'example.com' }, 'example.com'],
  [{}, undefined],
])('the organisation of %o is %s', (claims, tenant) => {
  const payload = Buffer.from(JSON.stringify({ aud: 'us', sub: '1', ...claims }));
  expect(accountOfIdToken(`x.${payload.toString('base64url')}.x`, 'us')?.tenant).toBe(tenant);
});

import { describe, expect, test } from 'vitest';

import type { OAuthRecords } from '../../../src/main/oauth/oauth-ports.ts';
import type { RecordError } from '../../../src/main/oauth/oauth-faults.ts';
import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { createOAuthKit, patient } from '../../support/oauth-kit.ts';
import type { OAuthKit } from '../../support/oauth-kit.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';

const hourMs = 3_600_000;

/** The records of another kit, whose writes can be made to fail. */
function faulty(kit: OAuthKit): OAuthRecords & { fault: RecordError | undefined } {
  const { records } = kit;
  const wrapped: OAuthRecords & { fault: RecordError | undefined } = {
    fault: undefined,
    read: (key) => records.read(key),
    write: (key, record) =>
      wrapped.fault === undefined
        ? records.write(key, record)
        : Promise.resolve({ ok: false, error: wrapped.fault }),
    remove: (key) => records.remove(key),
    list: (kind) => records.list(kind),
    names: (kind) => records.names(kind),
    overview: (kind) => records.overview(kind),
    clear: () => records.clear(),
    exclusively: (key, work, signal) => records.exclusively(key, work, signal),
  };
  return wrapped;
}

describe('a disk that takes nothing', () => {
  const full = { code: 'DISK_FULL', detail: 'ENOSPC' };

  test('does not lose a renewed token, does not use it, and goes on when there is space', async () => {
    await using server = await startOAuthServer();
    await using disk = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const records = faulty(disk);
    await using kit = await createOAuthKit([...disk.servers.values()], {
      folder: disk.folder,
      records,
    });
    await kit.signIn('notes');
    const old = await kit.token('notes');
    kit.clock.aheadMs = 2 * hourMs;
    records.fault = full;
    expect(await kit.failure('notes')).toEqual({ kind: 'storage', ...full });
    expect(await kit.failure('notes')).toEqual({ kind: 'storage', ...full });
    records.fault = undefined;
    const renewed = await kit.token('notes');
    expect(renewed).not.toBe(old);
    expect((await server.provider.AccessToken.find(renewed ?? ''))?.isValid).toBe(true);
    // The spent refresh token was not sent again, so the grant has survived.
    expect(server.count('/token', 'refresh_token')).toBe(1);
    kit.clock.aheadMs = 4 * hourMs;
    expect(await kit.token('notes')).not.toBe(renewed);
  });

  test('opens no browser for a sign-in that could not be finished', async () => {
    await using server = await startOAuthServer();
    await using disk = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const records = faulty(disk);
    await using kit = await createOAuthKit([...disk.servers.values()], {
      folder: disk.folder,
      records,
    });
    records.fault = full;
    const begun = await kit.oauth.begin(kit.of('notes'), { userGesture: true });
    expect(begun).toEqual({ ok: false, error: { kind: 'storage', ...full } });
    expect(kit.opened).toEqual([]);
    expect(await kit.oauth.restore()).toEqual([]);
  });
});

describe('signing out while an answer is being exchanged', () => {
  test('leaves nobody signed in', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    const { authorizationUrl } = await kit.begin('notes');
    const { url } = await createOAuthBrowser().visit(authorizationUrl);
    let signingOut: Promise<void> | undefined;
    server.intercept = (request) => {
      if (request.url === '/token') signingOut ??= kit.oauth.signOut(kit.of('notes'));
      return false;
    };
    expect(await kit.complete(url)).toBe('cancelled');
    await signingOut;
    expect(await kit.token('notes')).toBeUndefined();
    expect(server.count('/token/revocation')).toBe(2);
  });
});

describe('a removed server', () => {
  test('takes the sign-ins of every owner with it', async () => {
    await using server = await startOAuthServer();
    const servers = [{ name: 'notes', url: server.mcpUrl }];
    await using personal = await createOAuthKit(servers);
    await using work = await createOAuthKit(servers, {
      folder: personal.folder,
      owner: 'work',
    });
    await personal.signIn('notes');
    await work.signIn('notes');
    expect(await work.token('notes')).not.toBe(await personal.token('notes'));
    await personal.oauth.forgetServer('notes');
    expect(await personal.records.list('grant')).toEqual({ ok: true, value: [] });
    const token = await work.token('notes');
    work.source('notes').onAccepted(token ?? '');
    const refusal = { wwwAuthenticate: undefined, token };
    expect(await work.source('notes').onUnauthorized(refusal, patient)).toMatchObject({
      kind: 'needs-sign-in',
    });
  });
});

describe('a vault whose key does not come back', () => {
  test('keeps what is there, and says so', async () => {
    await using server = await startOAuthServer();
    await using kit = await createOAuthKit([{ name: 'notes', url: server.mcpUrl }]);
    await kit.signIn('notes');
    const locked = { code: 'LOCKED', detail: 'prompt dismissed' } as const;
    const keys = {
      backend: () => Promise.resolve({ ok: true, value: 'shared' } as const),
      owns: () => true,
      protect: () => Promise.resolve({ ok: false, error: locked } as const),
      unprotect: () => Promise.resolve({ ok: false, error: locked } as const),
      forget: () => Promise.resolve({ ok: false, error: locked } as const),
    };
    await using later = await createOAuthKit([...kit.servers.values()], {
      folder: kit.folder,
      keys,
    });
    expect(await later.failure('notes')).toMatchObject({ kind: 'storage', code: 'VAULT_LOCKED' });
    const begun = await later.oauth.begin(later.of('notes'), { userGesture: true });
    expect(begun).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(later.opened).toEqual([]);
    await using again = await createOAuthKit([...kit.servers.values()], { folder: kit.folder });
    expect(await again.token('notes')).toBe(await kit.token('notes'));
  });
});

import { describe, expect, test } from 'vitest';

import type { ReusableSignIn } from '../../../src/main/oauth/sharing/reusable-sign-in.ts';
import type { ProtectedServer } from '../../../src/main/oauth/oauth-ports.ts';
import { createOAuthKit, patient } from '../../support/oauth-kit.ts';
import type { OAuthKit, OAuthKitOptions } from '../../support/oauth-kit.ts';
import { startSharingService } from '../../support/sharing-service.ts';
import type { Binding, SharingQuirk, SharingService } from '../../support/sharing-service.ts';

const hourMs = 3_600_000;

const names = ['one', 'two', 'three'];
const serversOf = ({ urls }: SharingService): readonly ProtectedServer[] =>
  urls.map((url, at) => ({ name: names[at] ?? '', url }));

async function together(
  service: SharingService,
  options: Omit<OAuthKitOptions, 'servers'> & {
    readonly servers?: readonly ProtectedServer[];
  } = {},
): Promise<OAuthKit> {
  const { servers = serversOf(service), ...rest } = options;
  const kit = await createOAuthKit(servers, rest);
  await kit.signIn('one');
  return kit;
}

async function reusable(kit: OAuthKit, name: string): Promise<ReusableSignIn> {
  const [found] = await kit.oauth.reusable(kit.of(name), patient);
  if (found === undefined) throw new Error('nothing to reuse');
  return found;
}

async function share(kit: OAuthKit, name: string) {
  return kit.oauth.reuse(kit.of(name), await reusable(kit, name), patient);
}

async function shared(
  service: SharingService,
  options: Parameters<typeof together>[1] & { readonly by?: readonly string[] } = {},
): Promise<OAuthKit> {
  const { by = ['two'], ...rest } = options;
  const kit = await together(service, rest);
  for (const name of by) expect(await share(kit, name)).toMatchObject({ ok: true });
  return kit;
}

describe('one sign-in for several servers of one service', () => {
  test('is offered by name, used after one yes, and opens no browser', async () => {
    await using service = await startSharingService(2, { account: 'ann' });
    await using kit = await together(service);
    const offer = await reusable(kit, 'two');
    expect(offer).toMatchObject({
      of: 'one',
      issuer: service.issuer,
      account: 'ann@mail.example',
      scopes: [],
    });
    expect(await kit.oauth.signedIn(kit.of('two'))).toBeUndefined();
    expect(await kit.oauth.reuse(kit.of('two'), offer, patient)).toMatchObject({ ok: true });
    expect(kit.opened).toHaveLength(1);
    expect(await kit.oauth.signedIn(kit.of('two'))).toMatchObject({ sharedWith: ['one'] });
    expect(await kit.oauth.signedIn(kit.of('one'))).toMatchObject({ sharedWith: ['two'] });
    expect(await kit.oauth.reusable(kit.of('two'), patient)).toEqual([]);
  });

  test('gives each server a token of its own, named in the request', async () => {
    await using service = await startSharingService(2);
    await using kit = await shared(service);
    const [one, two] = [await kit.token('one'), await kit.token('two')];
    expect(one).not.toBe(two);
    expect(service.asked.at(-1)?.form.get('resource')).toBe(service.urls[1]);
  });

  test('survives rotation from any of its servers: no refresh token is used twice', async () => {
    await using service = await startSharingService(3);
    await using kit = await shared(service, { by: ['two', 'three'] });
    for (let hours = 2; hours <= 12; hours += 2) {
      kit.clock.aheadMs = hours * hourMs;
      const order = hours % 4 === 0 ? names : [...names].reverse();
      const tokens = await Promise.all(order.map((name) => kit.token(name)));
      expect(new Set(tokens).size).toBe(3);
    }
    expect(service.reuses).toBe(0);
    expect(service.asked.every(({ status }) => status === 200)).toBe(true);
  });

  test('is renewed once for all servers that may use the same token', async () => {
    await using service = await startSharingService(1, { binding: 'none' });
    const url = service.urls[0] ?? '';
    const servers = names.map((name) => ({ name, url }));
    await using kit = await shared(service, { servers, by: ['two', 'three'] });
    expect(service.renewals()).toBe(0);
    kit.clock.aheadMs = 2 * hourMs;
    const calls = names.flatMap((name) => Array.from({ length: 20 }, () => kit.token(name)));
    expect(new Set(await Promise.all(calls)).size).toBe(1);
    expect(service.renewals()).toBe(1);
  });

  test('is renewed in turn by two runs that share the files', async () => {
    await using service = await startSharingService(2);
    await using kit = await shared(service);
    await using other = await createOAuthKit([...kit.servers.values()], { folder: kit.folder });
    other.clock.aheadMs = kit.clock.aheadMs = 2 * hourMs;
    await Promise.all([kit.token('one'), other.token('two'), kit.token('two'), other.token('one')]);
    expect(service.reuses).toBe(0);
    expect(service.renewals()).toBe(3);
  });

  test('goes on after a restart', async () => {
    await using service = await startSharingService(2);
    await using kit = await shared(service);
    await kit.oauth.dispose();
    await using next = await createOAuthKit([...kit.servers.values()], { folder: kit.folder });
    next.clock.aheadMs = 2 * hourMs;
    await next.token('two');
    await next.token('one');
    expect(await next.oauth.signedIn(next.of('two'))).toMatchObject({ sharedWith: ['one'] });
    expect(service.reuses).toBe(0);
  });

  test('does not lose a renewed token that the disk refused, whichever server asks next', async () => {
    await using service = await startSharingService(2);
    let isFull = false;
    await using kit = await shared(service);
    const { records } = kit;
    await using full = await createOAuthKit([...kit.servers.values()], {
      folder: kit.folder,
      records: {
        read: (key) => records.read(key),
        write: (key, record) =>
          isFull
            ? Promise.resolve({ ok: false, error: { code: 'ENOSPC', detail: 'full' } })
            : records.write(key, record),
        remove: (key) => records.remove(key),
        list: (kind) => records.list(kind),
        names: (kind) => records.names(kind),
        overview: (kind) => records.overview(kind),
        clear: () => records.clear(),
        exclusively: (key, work, signal) => records.exclusively(key, work, signal),
      },
    });
    full.clock.aheadMs = 2 * hourMs;
    isFull = true;
    expect(await full.failure('one')).toMatchObject({ kind: 'storage' });
    expect(await full.failure('two')).toMatchObject({ kind: 'storage' });
    isFull = false;
    await full.token('two');
    await full.token('one');
    expect(service.reuses).toBe(0);
  });
});

describe('signing out', () => {
  test('of one server leaves the others signed in; the last one revokes the latest token', async () => {
    await using service = await startSharingService(2);
    await using kit = await shared(service);
    await kit.oauth.signOut(kit.of('one'));
    expect(service.revoked).toEqual([]);
    expect(await kit.oauth.signedIn(kit.of('one'))).toBeUndefined();
    kit.clock.aheadMs = 2 * hourMs;
    await kit.token('two');
    expect(await kit.oauth.signedIn(kit.of('two'))).toMatchObject({ sharedWith: [] });
    await kit.oauth.signOut(kit.of('two'));
    const latest = service.asked.length;
    expect(service.revoked.length).toBeGreaterThan(0);
    kit.clock.aheadMs = 4 * hourMs;
    expect(await kit.token('two')).toBeUndefined();
    expect(service.asked).toHaveLength(latest);
    expect(await kit.records.overview('shared')).toEqual([]);
    expect(await kit.records.overview('grant')).toEqual([]);
  });

  test('everywhere leaves nothing', async () => {
    await using service = await startSharingService(3);
    await using kit = await shared(service, { by: ['two', 'three'] });
    expect(await kit.oauth.forgetAll()).toMatchObject({ ok: true });
    for (const name of names) expect(await kit.oauth.signedIn(kit.of(name))).toBeUndefined();
    expect(service.revoked.length).toBeGreaterThan(0);
  });

  test('of a removed server can be undone, with the refresh token that is the latest by then', async () => {
    await using service = await startSharingService(2);
    await using kit = await shared(service);
    const taken = await kit.oauth.takeOut(({ serverName }) => serverName === 'one');
    expect(await kit.oauth.signedIn(kit.of('one'))).toBeUndefined();
    kit.clock.aheadMs = 2 * hourMs;
    await kit.token('two');
    expect(await taken.putBack()).toBe(true);
    expect(await kit.oauth.signedIn(kit.of('one'))).toMatchObject({ sharedWith: ['two'] });
    kit.clock.aheadMs = 4 * hourMs;
    await kit.token('one');
    await kit.token('two');
    expect(service.reuses).toBe(0);
    expect(service.revoked).toEqual([]);
  });

  test.each([
    ['in the order of removal', ['one', 'two']],
    ['the other way round', ['two', 'one']],
  ])('of both can be undone one by one, %s', async (_order, back) => {
    await using service = await startSharingService(2);
    await using kit = await shared(service);
    const takenOne = await kit.oauth.takeOut(({ serverName }) => serverName === 'one');
    kit.clock.aheadMs = 2 * hourMs;
    await kit.token('two');
    const takenTwo = await kit.oauth.takeOut(({ serverName }) => serverName === 'two');
    expect(await kit.records.overview('shared')).toEqual([]);
    const taken = { one: takenOne, two: takenTwo };
    for (const name of back) await taken[name as 'one' | 'two'].putBack();
    kit.clock.aheadMs = 4 * hourMs;
    await kit.token('one');
    await kit.token('two');
    expect(service.reuses).toBe(0);
  });

  test('revokes once nobody uses it and nobody can come back to it', async () => {
    await using service = await startSharingService(2);
    await using kit = await shared(service);
    const taken = await kit.oauth.takeOut(({ serverName }) => serverName === 'one');
    kit.clock.aheadMs = hourMs;
    await kit.token('two');
    await kit.oauth.signOut(kit.of('two'));
    expect(service.revoked).toEqual([]);
    await taken.end();
    expect(service.revoked).toContain(service.latest());
    kit.clock.aheadMs = 2 * hourMs;
    expect(await kit.oauth.signedIn(kit.of('one'))).toBeUndefined();
  });

  test('of a whole profile comes back with all its servers', async () => {
    await using service = await startSharingService(3);
    await using kit = await shared(service, { by: ['two', 'three'] });
    const taken = await kit.oauth.takeOut(({ owner }) => owner === 'personal');
    expect(await kit.records.overview('grant')).toEqual([]);
    expect(await kit.records.overview('shared')).toEqual([]);
    expect(await taken.putBack()).toBe(true);
    kit.clock.aheadMs = 2 * hourMs;
    for (const name of names) await kit.token(name);
    expect(await kit.oauth.signedIn(kit.of('one'))).toMatchObject({ sharedWith: ['two', 'three'] });
    expect(service.reuses).toBe(0);
  });
});

describe('when the service has ended it', () => {
  test('one new sign-in serves all that share it', async () => {
    await using service = await startSharingService(2, { account: 'ann' });
    await using kit = await shared(service);
    service.killAll();
    kit.clock.aheadMs = 2 * hourMs;
    expect(await kit.failure('one')).toMatchObject({ reason: 'grant-ended' });
    expect(await kit.failure('two')).toMatchObject({ kind: 'needs-sign-in' });
    await kit.signIn('one');
    expect(await kit.token('two')).toBeDefined();
    expect(service.asked.at(-1)?.form.get('resource')).toBe(service.urls[1]);
  });

  test('another account that comes back serves only where it signed in', async () => {
    await using service = await startSharingService(2, { account: 'ann' });
    await using kit = await shared(service);
    service.killAll();
    kit.clock.aheadMs = 2 * hourMs;
    await kit.failure('one');
    await kit.failure('two');
    service.quirk.account = 'bob';
    await kit.signIn('one');
    expect(await kit.oauth.signedIn(kit.of('one'))).toMatchObject({ name: 'bob@mail.example' });
    expect(await kit.token('two')).toBeUndefined();
  });

  test('a new sign-in with another service serves only where it was made', async () => {
    await using service = await startSharingService(2);
    await using other = await startSharingService(1);
    await using kit = await shared(service);
    service.killAll();
    kit.clock.aheadMs = 2 * hourMs;
    await kit.failure('one');
    await kit.failure('two');
    service.quirk.issuers = [other.issuer];
    await kit.signIn('one');
    expect(await kit.token('one')).toBeDefined();
    expect(await kit.token('two')).toBeUndefined();
  });

  test('a sign-in anew while it lasts is for that server alone, unless it is the same account', async () => {
    await using service = await startSharingService(2);
    await using kit = await shared(service);
    const before = service.asked.length;
    await kit.signIn('one');
    expect(await kit.oauth.signedIn(kit.of('one'))).toMatchObject({ sharedWith: [] });
    kit.clock.aheadMs = 2 * hourMs;
    await kit.token('two');
    await kit.token('one');
    expect(service.asked.length).toBe(before + 3);
    expect(service.reuses).toBe(0);
    // Nobody else uses the former one by now, so its end is told.
    await kit.oauth.signOut(kit.of('two'));
    expect(service.revoked.length).toBeGreaterThan(0);
  });
});

describe('hostile twins', () => {
  const twin = (quirk: Partial<SharingQuirk>) => startSharingService(2, quirk);

  test.each<[Binding, boolean]>([
    ['refused', false],
    ['refused-as-dead', false],
    ['ignored', true],
  ])('a service that %s: the other server gets nothing, the first loses nothing', async (...of) => {
    const [binding, isReadable] = of;
    await using service = await twin({ binding, isReadable });
    await using kit = await together(service);
    expect(await share(kit, 'two')).toMatchObject({ error: { code: 'NOT_REUSABLE' } });
    expect(await kit.oauth.signedIn(kit.of('two'))).toBeUndefined();
    expect(await kit.token('two')).toBeUndefined();
    // What was refused is not offered again.
    expect(await kit.oauth.reusable(kit.of('two'), patient)).toEqual([]);
    kit.clock.aheadMs = 2 * hourMs;
    expect(await kit.token('one')).toBeDefined();
    expect(service.reuses).toBe(0);
  });

  test.each<Partial<SharingQuirk>>([
    { binding: 'refused' },
    { binding: 'refused-as-dead' },
    { binding: 'ignored' },
    { isWidening: true },
  ])('a service that changes its mind later (%o) ends it for that server alone', async (later) => {
    const scopes = [['read', 'write'], ['read']];
    await using service = await twin({ isReadable: true, scopes });
    await using kit = await shared(service);
    Object.assign(service.quirk, later);
    kit.clock.aheadMs = 2 * hourMs;
    const source = kit.source('two');
    await source.token(patient);
    kit.oauth.retryNow();
    expect(await source.token(patient)).not.toMatchObject({ value: expect.any(String) });
    expect(await kit.token('one')).toBeDefined();
    expect(service.reuses).toBe(0);
  });

  test('a server of the same service gets no token that brings rights of another', async () => {
    await using service = await twin({ isWidening: true, scopes: [['read', 'admin'], ['read']] });
    await using kit = await together(service);
    expect(await share(kit, 'two')).toMatchObject({ error: { code: 'NOT_REUSABLE' } });
    kit.clock.aheadMs = 2 * hourMs;
    expect(await kit.token('one')).toBeDefined();
  });

  test.each([
    ['more than was asked for', [['read'], ['read', 'write']]],
    ['nothing in particular', [['read'], undefined]],
  ])('a server that wants %s signs in by itself', async (_what, scopes) => {
    await using service = await twin({ scopes });
    await using kit = await together(service);
    expect(await kit.oauth.reusable(kit.of('two'), patient)).toEqual([]);
  });

  test('a yes counts for exactly what was shown', async () => {
    await using service = await twin({});
    await using kit = await together(service);
    const offer = await reusable(kit, 'two');
    const refusals = [
      { ...offer, digest: `${offer.digest.slice(1)}0` },
      { ...offer, of: 'two' },
      { ...offer, of: 'three' },
    ];
    for (const wrong of refusals) {
      expect(await kit.oauth.reuse(kit.of('two'), wrong, patient)).toMatchObject({ ok: false });
    }
    // A new sign-in may be another person's.
    await kit.oauth.signOut(kit.of('one'));
    kit.clock.aheadMs = 5;
    await kit.signIn('one');
    expect(await kit.oauth.reuse(kit.of('two'), offer, patient)).toMatchObject({ ok: false });
    expect(await kit.token('two')).toBeUndefined();
  });

  test('a server of another service gets nothing, whatever its metadata claim', async () => {
    await using service = await twin({});
    await using evil = await startSharingService(1);
    await using kit = await together(service, {
      servers: [
        { name: 'one', url: service.urls[0] ?? '' },
        { name: 'two', url: evil.urls[0] ?? '' },
      ],
    });
    expect(await kit.oauth.reusable(kit.of('two'), patient)).toEqual([]);
    // It names our service as well, and its own metadata name the token endpoint of ours.
    evil.quirk.issuers = [evil.issuer, service.issuer];
    evil.quirk.tokenPath = `${service.issuer}/token`;
    expect(await kit.oauth.reusable(kit.of('two'), patient)).toEqual([]);
  });

  test('a server that names the service gets a token by its own name, and it only after a yes', async () => {
    await using service = await twin({});
    await using stranger = await startSharingService(1);
    stranger.quirk.issuers = [service.issuer];
    await using kit = await together(service, {
      servers: [
        { name: 'one', url: service.urls[0] ?? '' },
        { name: 'two', url: stranger.urls[0] ?? '' },
      ],
    });
    const found = await reusable(kit, 'two');
    expect(service.renewals()).toBe(0);
    await kit.oauth.reuse(kit.of('two'), found, patient);
    expect(stranger.asked).toEqual([]);
    expect(service.asked.at(-1)?.form.get('resource')).toBe(stranger.urls[0]);
  });

  test('a service whose endpoints have moved since gets no refresh token there', async () => {
    await using service = await twin({});
    await using kit = await together(service);
    service.quirk.tokenPath = '/token-of-somebody-else';
    expect(await kit.oauth.reusable(kit.of('two'), patient)).toEqual([]);
  });

  test.each<Partial<ProtectedServer>>([
    { parameters: { audience: 'https://api.example' } },
    { authorizationUrl: 'https://id.example/authorize', tokenUrl: 'https://id.example/token' },
  ])('a server with settings of its own (%o) signs in by itself', async (settings) => {
    await using service = await twin({});
    const [one, two] = serversOf(service);
    if (one === undefined || two === undefined) throw new Error('no servers');
    await using kit = await together(service, { servers: [one, { ...two, ...settings }] });
    expect(await kit.oauth.reusable(kit.of('two'), patient)).toEqual([]);
  });

  test('an entered token endpoint is not the one that was found, be it the same', async () => {
    await using service = await twin({});
    const [one, two] = serversOf(service);
    if (one === undefined || two === undefined) throw new Error('no servers');
    const places = {
      authorizationUrl: `${service.issuer}/authorize`,
      tokenUrl: `${service.issuer}/token`,
    };
    await using kit = await together(service, { servers: [one, { ...two, ...places }] });
    expect(await kit.oauth.reusable(kit.of('two'), patient)).toEqual([]);
  });

  test('one token without a refresh token serves only what it was made for', async () => {
    await using service = await twin({ withoutRefresh: true });
    await using kit = await together(service);
    expect(await kit.oauth.reusable(kit.of('two'), patient)).toEqual([]);
  });

  test('a server that was moved gets no token', async () => {
    await using service = await twin({});
    await using kit = await shared(service);
    const two = kit.servers.get('two');
    if (two === undefined) throw new Error('gone');
    kit.servers.set('two', { ...two, url: two.url.replace('/mcp', '/moved') });
    expect(await kit.token('two')).toBeUndefined();
    kit.servers.set('two', two);
    expect(await kit.token('two')).toBeDefined();
  });

  test('a client entered for one server is none for another that has its own', async () => {
    await using service = await twin({});
    const [one, two] = serversOf(service);
    if (one === undefined || two === undefined) throw new Error('no servers');
    const byHand = { ...one, clientId: 'by-hand' };
    await using kit = await together(service, { servers: [byHand, { ...two, clientId: 'mine' }] });
    expect(await kit.oauth.reusable(kit.of('two'), patient)).toEqual([]);
    kit.servers.set('two', two);
    await share(kit, 'two');
    expect(await kit.token('two')).toBeDefined();
    kit.servers.set('two', { ...two, clientId: 'mine' });
    expect(await kit.token('two')).toBeUndefined();
    kit.servers.set('one', { ...byHand, clientId: 'another' });
    expect(await kit.token('one')).toBeUndefined();
  });

  test('is for the profile that said yes: another one is offered nothing and has nothing', async () => {
    await using service = await twin({});
    await using kit = await together(service, { owner: 'work' });
    const theirs = (serverName: string) => ({ owner: 'personal', serverName });
    const two = kit.servers.get('two');
    const tokenOfPersonal = () => two && kit.oauth.sourceFor('personal', two).token(patient);
    expect(await kit.oauth.reusable(theirs('two'), patient)).toEqual([]);
    expect(await kit.oauth.sharersOf(theirs('one'))).toEqual([]);
    const offer = await reusable(kit, 'two');
    expect(await kit.oauth.reuse(theirs('two'), offer, patient)).toMatchObject({ ok: false });
    expect(await tokenOfPersonal()).toEqual({ ok: true, value: undefined });
    expect(await kit.oauth.reuse(kit.of('two'), offer, patient)).toMatchObject({ ok: true });
    expect(await tokenOfPersonal()).toEqual({ ok: true, value: undefined });
  });

  test('a run that dies while it is made leaves the first sign-in as it was', async () => {
    await using service = await twin({});
    await using kit = await together(service);
    const text = (await kit.records.read({ kind: 'grant', parts: ['personal', 'one'] })) as {
      value: { text: string; bound: string };
    };
    const base = JSON.parse(text.value.text) as object;
    const orphan = { id: 'x', base, isEnded: false, tokens: {}, members: {} };
    const record = { bound: text.value.bound, text: JSON.stringify(orphan) };
    await kit.records.write({ kind: 'shared', parts: ['personal', 'x'] }, record);
    kit.clock.aheadMs = 2 * hourMs;
    expect(await kit.token('one')).toBeDefined();
    await share(kit, 'two');
    expect(await kit.records.overview('shared')).toHaveLength(1);
  });
});

import { expect, onTestFinished, test } from 'vitest';

import { browse } from '../../odd-services/browser.ts';
import { json, startOddService } from '../../odd-services/service.ts';
import type { OddService } from '../../odd-services/service.ts';
import { createShiftedClock } from '../../support/oauth-kit.ts';
import { startTestHost } from '../../support/test-host.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const idToken = (claims: object) => `${part({ alg: 'none' })}.${part(claims)}.x`;

/** A host that has met a service which says `claims` of whoever signs in. */
async function setUp(quirk: (service: OddService) => void) {
  const clock = createShiftedClock();
  const service = await startOddService(quirk, () => clock.now());
  onTestFinished(() => service[Symbol.asyncDispose]());
  const test = await startTestHost({ clock });
  onTestFinished(() => test.remove());
  const url = service.resource + service.path;
  await test.client.servers.create({
    draft: { title: 'Odd', transport: { type: 'streamable-http', url } },
  });
  await test.reached('odd', 'needs-sign-in');
  const signIn = async () => {
    await test.client.signIn.begin({ name: 'odd' });
    await test.host.openLink((await browse(test.opened.at(-1) ?? '')).url);
  };
  const account = async () => (await test.client.signIn.account({ name: 'odd' })).account;
  const call = async () => {
    const events = await test.client.catalog.callTool({ name: 'odd', tool: 'whoami', args: {} });
    for await (const event of events) if (event.kind === 'result') return true;
    return false;
  };
  return { ...test, clock, service, signIn, account, call };
}

/** Issues tokens with what the service says of a person. */
function saying(who: { claims: object }) {
  return (service: OddService) => {
    service.issued = (tokens) => {
      const [aud] = [...service.clients.keys()].slice(-1);
      return json(200, { ...tokens, id_token: idToken({ aud, sub: '7', ...who.claims }) });
    };
  };
}

test('has the name the service tells, and a label of one’s own that outlives renewals', async () => {
  const who = { claims: { email: 'ana@example.com' } };
  const { client, reached, account, signIn, clock, service, call } = await setUp(saying(who));
  await signIn();
  await reached('odd', 'ready');
  expect(await account()).toMatchObject({ name: 'ana@example.com' });
  expect(await account()).not.toHaveProperty('label');
  expect(await client.signIn.label({ name: 'odd', label: ' At work ' })).toEqual({ isKept: true });
  expect(await account()).toMatchObject({ name: 'ana@example.com', label: 'At work' });
  clock.aheadMs += service.lifetimeS * 1000 + 1;
  expect(await call()).toBe(true);
  expect(service.seen.refresh).toBe(1);
  expect(await account()).toMatchObject({ label: 'At work' });
  await signIn();
  await reached('odd', 'ready');
  expect(await account()).toMatchObject({ label: 'At work' });
  await client.signIn.label({ name: 'odd', label: '' });
  expect(await account()).not.toHaveProperty('label');
  await client.signIn.signOut({ name: 'odd' });
  expect(await client.signIn.label({ name: 'odd', label: 'x' })).toEqual({ isKept: false });
});

test('is nobody else’s without a word', async () => {
  const who = { claims: { email: 'ana@example.com', sub: '7' } };
  const { client, reached, account, signIn, host } = await setUp(saying(who));
  await signIn();
  await reached('odd', 'ready');
  await client.signIn.label({ name: 'odd', label: 'Mine' });
  who.claims = { email: 'eve@example.com', sub: '8' };
  await signIn();
  expect(host.snapshot().signIns['odd']).toMatchObject({ failure: { code: 'OTHER_ACCOUNT' } });
  expect(await account()).toMatchObject({ name: 'ana@example.com', label: 'Mine' });
  await client.signIn.signOut({ name: 'odd' });
  await client.connections.connect({ name: 'odd' });
  await reached('odd', 'needs-sign-in');
  await signIn();
  await reached('odd', 'ready');
  expect(await account()).toMatchObject({ name: 'eve@example.com' });
  expect(await account()).not.toHaveProperty('label');
});

test('is not guessed from a token of somebody else’s, and has none where nothing is told', async () => {
  const { reached, account, signIn } = await setUp(saying({ claims: { aud: 'x', email: 'eve' } }));
  await signIn();
  await reached('odd', 'ready');
  expect(await account()).toMatchObject({ canRenew: true });
  expect(await account()).not.toHaveProperty('name');
});

test('is there for a call that was made while somebody signed in', async () => {
  const { client, reached, host, opened, call } = await setUp(() => undefined);
  await client.signIn.begin({ name: 'odd' });
  await reached('odd', 'signing-in');
  const called = call();
  await host.openLink((await browse(opened[0] ?? '')).url);
  expect(await called).toBe(true);
});

test('is asked for again by a call that waited for a sign-in which was cancelled', async () => {
  const { client, reached, call } = await setUp(() => undefined);
  await client.signIn.begin({ name: 'odd' });
  await reached('odd', 'signing-in');
  const refused = expect(call()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await client.signIn.cancel({ name: 'odd' });
  await refused;
});

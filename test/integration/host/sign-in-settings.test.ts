import { expect, onTestFinished, test } from 'vitest';

import { browse } from '../../odd-services/browser.ts';
import { json, startOddService } from '../../odd-services/service.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';

const secret = (value: string) => ({ kind: 'secret', value }) as const;

/** A service that keeps what was asked of it, and a host in front of it. */
async function setUp() {
  const sent: { grant: string; headers: Record<string, unknown>; secret?: string }[] = [];
  const service = await startOddService((s) => {
    s.token = (form, headers) => {
      sent.push({ grant: form['grant_type'] ?? '', headers, secret: form['client_secret'] });
      return headers['x-tenant'] === 't-1' ? undefined : json(400, { error: 'invalid_request' });
    };
  });
  onTestFinished(() => service[Symbol.asyncDispose]());
  const test = await startTestHost();
  onTestFinished(() => test.remove());
  const create = (auth: object) =>
    test.client.servers.create({
      draft: {
        title: 'Odd',
        transport: { type: 'streamable-http', url: `${service.resource}/mcp` },
        auth: { type: 'oauth', ...auth } as never,
      },
    });
  return { sent, service, ...test, create };
}

test('sends what a person has set: parameters, headers, the secret in the form', async () => {
  const { sent, service, client, opened, create, reached, host } = await setUp();
  await create({
    clientId: 'us',
    clientSecret: secret('client-secret-1'),
    issuer: service.authority,
    parameters: { audience: 'https://api.example' },
    headers: { 'X-Tenant': secret('t-1') },
    tokenMethod: 'client_secret_post',
    revocationUrl: `${service.authority}/away`,
    redirect: 'localhost',
  });
  await reached('odd', 'needs-sign-in');
  await client.signIn.begin({ name: 'odd' });
  const asked = new URL(opened[0] ?? '').searchParams;
  expect(asked.get('audience')).toBe('https://api.example');
  expect(asked.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+\/callback$/);
  await browse(opened[0] ?? '');
  await reached('odd', 'ready');
  expect(sent).toMatchObject([{ headers: { 'x-tenant': 't-1' }, secret: 'client-secret-1' }]);
  expect(sent[0]?.headers['authorization']).toBeUndefined();
  expect(JSON.stringify(host.snapshot())).not.toMatch(/t-1"|client-secret-1/);
  await client.signIn.signOut({ name: 'odd' });
  await waitFor('the revocation', () => service.log.some((line) => line.startsWith('POST /away')));
});

test('sends no header to a service that the server names by itself', async () => {
  const { service, client, create, reached, host } = await setUp();
  await create({ headers: { 'X-Tenant': secret('t-1') } });
  await reached('odd', 'needs-sign-in');
  await expect(client.signIn.begin({ name: 'odd' })).rejects.toThrow();
  expect(host.snapshot().signIns['odd']).toMatchObject({ failure: { code: 'ISSUER_NEEDED' } });
  expect(service.seen).toMatchObject({ register: 0, page: 0, exchange: 0 });
});

test('is not told any more how a sign-in with former settings ended', async () => {
  const { service, client, create, reached, host } = await setUp();
  await create({ headers: { 'X-Tenant': secret('t-1') } });
  await reached('odd', 'needs-sign-in');
  await expect(client.signIn.begin({ name: 'odd' })).rejects.toThrow();
  expect(host.snapshot().signIns).toHaveProperty('odd');
  await client.connections.reinitialize({ name: 'odd' }).catch(() => undefined);
  await reached('odd', 'needs-sign-in');
  expect(host.snapshot().signIns).toHaveProperty('odd');
  const transport = {
    type: 'streamable-http' as const,
    url: service.resource + service.path,
    headers: {},
  };
  const auth = { type: 'oauth' as const, clientId: 'mine' };
  await client.servers.update({ name: 'odd', draft: { title: 'odd', transport, auth } });
  await waitFor('the former end to be forgotten', () => !('odd' in host.snapshot().signIns));
});

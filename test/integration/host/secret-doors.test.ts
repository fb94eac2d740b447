import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { seal } from '../../../src/main/node/documents/document-store-envelope.ts';
import { openRecord, sealRecord } from '../../../src/main/vault/sealed-record.ts';
import type { SealedRecord } from '../../../src/main/vault/vault-file.ts';
import { startMcpOrigin } from '../../support/mcp-origin.ts';
import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import { editServers } from '../../support/doors/filed-servers.ts';
import type { FiledServer } from '../../support/doors/trust-door.ts';
import { withTransport } from '../../support/trust-stakes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const secret = (value: string) => ({ kind: 'secret', value }) as const;

async function origin() {
  const started = await startMcpOrigin();
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
}

async function startHost(options: Parameters<typeof startTestHost>[0] = {}): Promise<TestHost> {
  const running = await startTestHost(options);
  onTestFinished(() => running.remove());
  running.host.start();
  await running.host.started;
  return running;
}

/** Ends a host, runs `between` on its folder, and starts another one there. */
async function restarted(
  { folder, close }: TestHost,
  between: (folder: string) => Promise<void>,
): Promise<TestHost> {
  await close();
  await between(folder);
  return startHost({ folder });
}

const aimedAt = (url: string) => (servers: readonly FiledServer[]) =>
  servers.map((entry) => withTransport(entry, { url }));

/** Says yes to every place a server asks about. */
async function allow({ client, reached }: TestHost, name: string): Promise<void> {
  const { missing } = await reached(name, 'needs-setup');
  const recipients = missing.flatMap((one) => (one.kind === 'recipient' ? [one.recipient] : []));
  await client.servers.allowRecipients({ name, recipients });
}

test('a client secret goes to no token address that the file was given', async () => {
  const clientSecret = 'client-canary-31f7';
  const service = await startOAuthServer({
    withoutRegistration: true,
    clients: [
      {
        client_id: 'us',
        client_secret: clientSecret,
        application_type: 'native',
        redirect_uris: ['app.patchbay://oauth/callback', 'http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
  });
  onTestFinished(() => service[Symbol.asyncDispose]());
  const stranger = await origin();
  let running = await startHost();
  const auth = {
    type: 'oauth' as const,
    clientId: 'us',
    clientSecret: secret(clientSecret),
    authorizationUrl: `${service.issuer}/auth`,
    tokenUrl: `${service.issuer}/token`,
  };
  const transport = { type: 'streamable-http' as const, url: service.mcpUrl };
  await running.client.servers.create({ draft: { title: 'Notes', transport, auth } });
  await running.reached('notes', 'needs-sign-in');
  running = await restarted(running, (folder) =>
    editServers(folder, (servers) =>
      servers.map((entry) => ({
        ...entry,
        auth: { ...(entry['auth'] as object), tokenUrl: `${stranger.origin}/token` },
      })),
    ),
  );
  /** As far as it goes: the click, the page of the service, and the way back. */
  const signIn = async () => {
    const before = running.opened.length;
    await running.client.signIn.begin({ name: 'notes' });
    if (running.opened.length === before) return;
    const { url } = await createOAuthBrowser().visit(running.opened.at(-1) ?? '');
    await running.host.openLink(url);
  };
  await running.client.connections.connect({ name: 'notes' });
  await running.reached('notes', 'needs-setup');
  await signIn().catch(() => undefined);
  expect(stranger.got(clientSecret)).toBe(false);
  await allow(running, 'notes');
  await running.reached('notes', 'needs-sign-in');
  await signIn().catch(() => undefined);
  await expect.poll(() => stranger.got(clientSecret)).toBe(true);
});

test('one profile never sends what another one entered, when the file swaps them', async () => {
  const honest = await origin();
  const values = { personal: 'personal-canary-1', work: 'work-canary-2' };
  let running = await startHost();
  const { client } = running;
  await client.profiles.create({ draft: { title: 'Work' } });
  const headers = { 'X-Key': { kind: 'text' as const, text: '{{KEY}}' } };
  const transport = { type: 'streamable-http' as const, url: honest.url, headers };
  await client.servers.create({
    draft: { title: 'Notes', transport, variables: [{ name: 'KEY' }], enabled: false },
  });
  const variable = { name: 'notes', variable: 'KEY' };
  await client.profiles.activate({ id: 'work' });
  await client.variables.set({ ...variable, value: values.work });
  await client.profiles.activate({ id: 'personal' });
  await client.variables.set({ ...variable, value: values.personal });
  await client.servers.setEnabled({ name: 'notes', enabled: true });
  await running.reached('notes', 'ready');
  expect(honest.got(values.work)).toBe(false);
  running = await restarted(running, (folder) =>
    editServers(folder, (servers) =>
      servers.map((entry) => {
        const stored = entry['variableValues'] as Record<string, unknown>;
        const swapped = { KEY: stored['work/KEY'], 'work/KEY': stored['KEY'] };
        return { ...entry, variableValues: swapped };
      }),
    ),
  );
  await running.client.connections.connect({ name: 'notes' });
  await running.reached('notes', 'needs-setup');
  expect(honest.got(values.work)).toBe(false);
  await allow(running, 'notes');
  await running.reached('notes', 'ready');
  expect(honest.got(values.work)).toBe(true);
});

test('a secret of a vault of version 1 goes nowhere before somebody says so', async () => {
  const honest = await origin();
  const canary = 'old-vault-canary-5';
  let running = await startHost();
  await running.client.servers.create({
    draft: {
      title: 'Notes',
      transport: {
        type: 'streamable-http',
        url: honest.url,
        headers: { 'X-Key': secret(canary) },
      },
      enabled: false,
    },
  });
  running = await restarted(running, writeAsVersion1);
  await running.client.servers.setEnabled({ name: 'notes', enabled: true });
  await running.reached('notes', 'needs-setup');
  expect(honest.seen).toEqual([]);
  running = await restarted(running, () => Promise.resolve());
  await running.reached('notes', 'needs-setup');
  expect(honest.seen).toEqual([]);
  await allow(running, 'notes');
  await running.reached('notes', 'ready');
  expect(honest.got(canary)).toBe(true);
  running = await restarted(running, () => Promise.resolve());
  await running.reached('notes', 'ready');
});

/** The vault as the first version wrote it: no uses, neither sealed nor beside the secret. */
async function writeAsVersion1(folder: string): Promise<void> {
  const path = join(folder, 'data', 'vault.json');
  const { value } = JSON.parse(await readFile(path, 'utf8')) as {
    value: {
      key: { keyId: string; token: string };
      formerKeys: unknown;
      records: Record<string, SealedRecord>;
    };
  };
  const key = { keyId: value.key.keyId, bytes: Buffer.from(value.key.token, 'base64') };
  const records = Object.entries(value.records).map(([id, record]) => {
    const { purpose, uses } = record;
    const text = openRecord(key, id, purpose, record);
    expect([text, uses?.length]).toEqual(['old-vault-canary-5', 1]);
    const sealed = sealRecord(key, { id, purpose }, text ?? '', (length) =>
      crypto.getRandomValues(new Uint8Array(length)),
    );
    expect(sealed.uses).toBeUndefined();
    return [id, sealed] as const;
  });
  const { formerKeys } = value;
  const old = { key: value.key, formerKeys, records: Object.fromEntries(records) };
  await writeFile(path, seal(1, JSON.stringify(old)));
}

test('an export after an edit has no secret for the new place', async () => {
  const [honest, stranger] = [await origin(), await origin()];
  const canary = 'exported-canary-8';
  const passphrase = 'correct horse battery';
  let saved = '';
  const saveText = (_: string, text: string) => {
    saved = text;
    return Promise.resolve({ ok: true, value: true } as const);
  };
  const running = await startHost({ saveText });
  const headers = { 'X-Key': secret(canary) };
  const transport = { type: 'streamable-http' as const, url: honest.url, headers };
  await running.client.servers.create({ draft: { title: 'Notes', transport } });
  await running.reached('notes', 'ready');
  const sentBy = async (change: boolean) => {
    if (change) {
      await editServers(running.folder, aimedAt(stranger.url));
      await expect.poll(() => JSON.stringify(running.host.registry.list())).toContain(stranger.url);
    }
    await running.client.moving.export({ passphrase });
    const other = await startHost();
    const path = join(other.folder, 'moved.json');
    await writeFile(path, saved);
    const [find] = (await other.client.import.read({ kind: 'file', path })) ?? [];
    const findId = find?.id ?? '';
    await other.client.import.unlock({ findId, passphrase });
    const { planId, items } = await other.client.import.plan({ findIds: [findId] });
    const choices = items.map(({ id: itemId }) => ({ itemId, action: 'add' as const }));
    await other.client.import.apply({ planId, choices, turnsOn: false });
    await other.client.servers.setEnabled({ name: 'notes', enabled: true });
    await other.reached('notes', 'ready', 'needs-setup');
  };
  const before = honest.seen.length;
  await sentBy(false);
  expect(honest.seen.length).toBeGreaterThan(before);
  await sentBy(true);
  expect(stranger.got(canary)).toBe(false);
});

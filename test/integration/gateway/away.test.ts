import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { compiledBridge, connectApp, runBridge, scriptBridge } from '../../support/bridge.ts';
import { connectHttpApp, startHttpDoor } from '../../support/http-door.ts';
import type { HttpDoorHost } from '../../support/http-door.ts';
import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import { waitFor } from '../../support/processes.ts';

let host: HttpDoorHost;
let service: Awaited<ReturnType<typeof startOAuthServer>>;
const bridge = compiledBridge ?? scriptBridge;

beforeAll(async () => {
  service = await startOAuthServer({});
  host = await startHttpDoor();
  const { client, reached } = host;
  const transport = { type: 'streamable-http' as const, url: service.mcpUrl, headers: {} };
  await client.servers.create({ draft: { title: 'Notes', transport } });
  await reached('notes', 'needs-sign-in');
  await signIn();
}, 60_000);
afterAll(async () => {
  await host.remove();
  await service[Symbol.asyncDispose]();
});

async function signIn(): Promise<void> {
  await host.client.signIn.begin({ name: 'notes' });
  const { url } = await createOAuthBrowser().visit(host.opened.at(-1) ?? '');
  await host.host.openLink(url);
  await host.reached('notes', 'ready');
}

const doors: readonly (readonly [string, (era: 'legacy' | 'modern') => Promise<Client>])[] = [
  ['the bridge', (era) => connectApp(bridge, host.folder, { app: 'caller', era })],
  ['an address', (era) => connectHttpApp(host, { era })],
];

describe.each(doors)('an app by %s', (_door, connect) => {
  describe.each(['legacy', 'modern'] as const)('of the %s era', (era) => {
    let app: Client;
    beforeEach(async () => {
      app = await connect(era);
      return () => app.close();
    });
    const answerOf = async (name: string) => {
      const { content, isError } = await app.callTool({ name, arguments: { text: 'hello' } });
      const [first] = content;
      return { isError, text: first?.type === 'text' ? first.text : '' };
    };
    const listed = async () => (await app.listTools()).tools.map(({ name }) => name);

    test('is told that all are paused, and served again once they are resumed', async () => {
      await host.client.settings.update({ isPaused: true });
      await host.reached('sample', 'idle');
      expect(await listed()).toContain('sample_echo');
      expect(await answerOf('sample_echo')).toEqual({
        isError: true,
        text: expect.stringContaining('all servers are paused'),
      });
      expect((await host.reached('sample', 'idle')).kind).toBe('idle');
      await host.client.settings.update({ isPaused: false });
      await host.reached('sample', 'ready');
      expect(await answerOf('sample_echo')).toMatchObject({ text: 'hello' });
    });

    test('is told who has to sign in where, and served once that was done', async () => {
      await host.client.signIn.signOut({ name: 'notes' });
      await host.reached('notes', 'idle', 'needs-sign-in');
      expect(await listed()).toContain('notes_read');
      expect(await answerOf('notes_read')).toEqual({
        isError: true,
        text: 'Notes is unavailable until somebody signs in to it in Patchbay.',
      });
      await signIn();
      expect(await answerOf('notes_read')).toMatchObject({ text: 'a note' });
    });

    test('is not offered what was turned off, by list or by name, and is once it is on', async () => {
      await host.client.servers.setEnabled({ name: 'sample', enabled: false });
      await waitFor('the list', async () => !(await listed()).includes('sample_echo'));
      await expect(answerOf('sample_echo')).rejects.toMatchObject({ code: -32_602 });
      await host.client.servers.setEnabled({ name: 'sample', enabled: true });
      await waitFor('the list', async () => (await listed()).includes('sample_echo'));
      expect(await answerOf('sample_echo')).toMatchObject({ text: 'hello' });
    });
  });
});

test('the terminal is told so too, and Activity has why', async () => {
  await host.client.settings.update({ isPaused: true });
  await host.reached('sample', 'idle');
  const called = await runBridge(bridge, host.folder, ['call', 'sample', 'echo', '{"text":"x"}']);
  expect(called).toEqual({ code: 69, out: '', err: expect.stringContaining('paused') });
  const [record] = await host.client.calls.page({ limit: 1 });
  expect(record).toMatchObject({ server: 'sample', outcome: 'away', code: 'PAUSED' });
  await host.client.settings.update({ isPaused: false });
});

import { expect, onTestFinished, test } from 'vitest';

import {
  sendJson,
  startScriptedLegacyServer,
} from '../../fixtures/servers/http/scripted-legacy-server.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';

/** A host with a server that lets everybody in, but refuses its one tool. */
async function setUp(challenge?: string) {
  const shut = { isShut: false };
  const asked: string[] = [];
  const server = await startScriptedLegacyServer({
    answer({ id, method }, response) {
      asked.push(method);
      if (method === 'tools/call' || shut.isShut) {
        response.writeHead(401, challenge === undefined ? {} : { 'www-authenticate': challenge });
        response.end();
        return;
      }
      const tools = [{ name: 'locked', inputSchema: { type: 'object' } }];
      sendJson(response, { jsonrpc: '2.0', id, result: method === 'tools/list' ? { tools } : {} });
    },
  });
  onTestFinished(() => server.close());
  const started = await startTestHost();
  onTestFinished(() => started.remove());
  const transport = { type: 'streamable-http', url: server.url } as const;
  await started.client.servers.create({ draft: { title: 'Open', transport } });
  await started.reached('open', 'ready');
  const call = async () => {
    const events = await started.client.catalog.callTool({
      name: 'open',
      tool: 'locked',
      args: {},
    });
    for await (const event of events) if (event.kind === 'result') return event.result;
    return undefined;
  };
  return { ...started, asked, shut, call };
}

test.each([
  [undefined, 'KEY_WANTED', 'edit-settings'],
  ['Basic realm="elsewhere"', 'KEY_WANTED', 'edit-settings'],
  ['Bearer', 'HTTP_UNAUTHORIZED', 'sign-in'],
])(
  'stays ready when one tool is refused and it never said where to sign in (%s)',
  async (challenge, code, action) => {
    const { call, host, asked } = await setUp(challenge);
    await expect(call()).rejects.toMatchObject({ code: 'REQUEST_FAILED' });
    // It was asked whether it works all the same.
    await waitFor('a sign of life', () => asked.at(-1) === 'ping');
    await expect(call()).rejects.toMatchObject({
      data: { failure: { code, action } },
    });
    expect(host.pool.status('open')?.kind).toBe('ready');
  },
);

test('wants a key as soon as it refuses everything and named no sign-in', async () => {
  const { call, reached, shut } = await setUp();
  shut.isShut = true;
  await expect(call()).rejects.toMatchObject({ code: 'REQUEST_FAILED' });
  const { failure } = await reached('open', 'failed');
  expect(failure.code).toBe('KEY_WANTED');
});

test('needs a sign-in when the refusal says where', async () => {
  const { call, reached } = await setUp(
    'Bearer resource_metadata="http://127.0.0.1:9/.well-known/oauth-protected-resource"',
  );
  await expect(call()).rejects.toMatchObject({ code: 'REQUEST_FAILED' });
  await reached('open', 'needs-sign-in');
});

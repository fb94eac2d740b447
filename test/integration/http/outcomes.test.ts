import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, test } from 'vitest';

import { createGuardedFetch } from '../../../src/main/node/http/guarded-fetch.ts';
import type { HttpStatusFact } from '../../../src/main/node/http/answer.ts';
import {
  startHugeServer,
  startPortalServer,
  startResettingServer,
  startStatusServer,
} from '../../fixtures/servers/http/misbehaving-servers.ts';
import {
  startScriptedLegacyServer,
  startWrongIdServer,
} from '../../fixtures/servers/http/scripted-legacy-server.ts';
import { startTlsServer } from '../../fixtures/servers/http/tls-server.ts';
import { connectLegacy, createCleanUp, outcomeFrom, recordingFetch, rpcPost } from './harness.ts';
import { own } from '../../../src/shared/util/own.ts';

const cleanUp = createCleanUp();
afterEach(() => cleanUp.run());

const call = rpcPost({ id: 1, method: 'tools/list' });

describe('answers that are not MCP (S21)', () => {
  test("a captive portal's page is unexpected content", async () => {
    const server = cleanUp.own(await startPortalServer());
    const { fetch, told } = recordingFetch();
    const outcome = await outcomeFrom(connectLegacy(server.url, { fetch }));
    expect(outcome).toEqual({
      kind: 'unexpected-content',
      url: server.url,
      contentType: 'text/html; charset=utf-8',
      bodySnippet: expect.stringContaining('Hotel Wi-Fi') as string,
    });
    expect(told.outcomes).toEqual([outcome]);
  });

  test('without the guard the SDK loses the page', async () => {
    const server = cleanUp.own(await startPortalServer());
    await expect(connectLegacy(server.url)).rejects.toMatchObject({
      code: 'CLIENT_HTTP_UNEXPECTED_CONTENT',
    });
  });

  test('JSON instead of an event stream is unexpected content', async () => {
    const server = cleanUp.own(
      await startStatusServer(200, { 'content-type': 'application/json' }, '{}'),
    );
    const headers = { accept: 'text/event-stream' };
    const outcome = await outcomeFrom(recordingFetch().fetch(server.url, { headers }));
    expect(outcome).toMatchObject({ kind: 'unexpected-content', contentType: 'application/json' });
  });

  test('a page found by a metadata look-up is left to the SDK', async () => {
    const server = cleanUp.own(await startPortalServer());
    const response = await recordingFetch().fetch(server.url);
    expect(response.status).toBe(200);
    expect(response.url).toBe(server.url);
    expect(await response.text()).toContain('Hotel Wi-Fi');
  });

  test('an answer under a wrong id ends the call at once', async () => {
    const server = cleanUp.own(await startWrongIdServer());
    const { fetch } = recordingFetch();
    const { client } = await connectLegacy(server.url, { fetch });
    cleanUp.own(client);
    expect(await outcomeFrom(client.listTools())).toMatchObject({ kind: 'protocol' });
  });
});

describe('refusals by status', () => {
  test.each([
    [401, { 'www-authenticate': 'Bearer realm="x"' }],
    [401, {}],
    [403, {}],
    [404, {}],
    [500, {}],
    [502, {}],
    [503, { 'retry-after': '7' }],
    [429, { 'retry-after': '9999999' }],
  ])('%i %o is told and passed on', async (status, headers: Record<string, string>) => {
    const page = `<h1>sesame and the rest</h1>${'x'.repeat(300_000)}`;
    const server = cleanUp.own(await startStatusServer(status, headers, page));
    const facts: HttpStatusFact[] = [];
    const fetch = createGuardedFetch({ redact: ['sesame'], onStatus: (fact) => facts.push(fact) });
    const response = await fetch(`${server.url}?key=sesame`, call);

    expect(response.status).toBe(status);
    expect((await response.text()).length).toBeLessThan(page.length);
    expect(facts).toHaveLength(1);
    const { outcome, method, hasSession } = facts[0] as HttpStatusFact;
    expect({ method, hasSession }).toEqual({ method: 'POST', hasSession: false });
    expect(outcome).toMatchObject({ kind: 'http-status', status, url: `${server.url}?key=…` });
    expect(outcome.wwwAuthenticate).toBe(headers['www-authenticate']);
    const waits: Record<string, number> = { '7': 7000, '9999999': 3_600_000 };
    expect(outcome.retryAfterMs).toBe(own(waits, headers['retry-after'] ?? ''));
    expect(outcome.bodySnippet).toContain('••• and the rest');
    expect(outcome.bodySnippet?.length).toBeLessThanOrEqual(2048);
    expect(JSON.stringify(facts)).not.toContain('sesame');
  });

  test('frees the connection even if nobody reads the refusal', async () => {
    const server = cleanUp.own(await startHugeServer(400 * 1024 * 1024, 404));
    const { fetch } = recordingFetch();
    for (let i = 0; i < 5; i += 1) await fetch(server.url, call);
    await server.until(() => server.abortedAnswers() === 5);
  });

  test('a status no response may have is an outcome', async () => {
    const server = cleanUp.own(await startStatusServer(999, {}, 'go away'));
    const { fetch, told } = recordingFetch();
    const outcome = await outcomeFrom(fetch(server.url, call));
    expect(outcome).toMatchObject({ kind: 'http-status', status: 999, bodySnippet: 'go away' });
    expect(told.statuses).toEqual([999]);
  });

  test('407, which fetch hides, is an outcome', async () => {
    const server = cleanUp.own(await startStatusServer(407));
    const outcome = await outcomeFrom(recordingFetch().fetch(server.url, call));
    expect(outcome).toEqual({ kind: 'http-status', status: 407, url: server.url });
  });

  test('leaves 405 to the GET stream and 202 to notifications to the SDK', async () => {
    const server = cleanUp.own(await startScriptedLegacyServer());
    const { fetch, told } = recordingFetch();
    const { client, errors } = await connectLegacy(server.url, { fetch });
    await server.until(() => server.seen.some(({ method }) => method === 'GET'));
    await client.close();
    expect(errors).toEqual([]);
    expect(told.outcomes).toEqual([]);
  });
});

describe('failures of the network', () => {
  test('a refused connection', async () => {
    const server = await startStatusServer(200);
    await server.close();
    const outcome = await outcomeFrom(recordingFetch().fetch(server.url, call));
    const address = new URL(server.url).host;
    expect(outcome).toMatchObject({ kind: 'network', errno: 'ECONNREFUSED', address });
  });

  test('a host that does not exist', async () => {
    const outcome = await outcomeFrom(recordingFetch().fetch('http://nowhere.invalid/mcp', call));
    expect(outcome).toMatchObject({ kind: 'network', address: 'nowhere.invalid' });
    expect((outcome as { errno: string }).errno).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });

  test('something that does not speak HTTP', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { fetch } = recordingFetch();
    const plain = await outcomeFrom(fetch(`http://127.0.0.1:${String(port)}/`, call));
    const tls = await outcomeFrom(fetch(`https://127.0.0.1:${String(port)}/`, call));
    server.close();
    expect(plain).toMatchObject({
      kind: 'network',
      errno: expect.stringMatching(/^HPE_/) as string,
    });
    expect(tls).toMatchObject({ kind: 'network' });
    expect((tls as { errno: string }).errno).not.toBe('UNKNOWN');
  });

  test.each([
    ['a certificate nobody vouches for', {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['a protocol that is too old', { maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }, /SSL|EPROTO/],
  ] as const)('%s', async (_name, versions, errno) => {
    const server = cleanUp.own(await startTlsServer(versions));
    const outcome = await outcomeFrom(recordingFetch().fetch(server.url, call));
    expect(outcome).toMatchObject({ kind: 'network', address: new URL(server.url).host });
    expect((outcome as { errno: string }).errno).toMatch(errno);
    expect(server.requests()).toBe(0);
  });

  test.each(['headers', 'json-body', 'event-stream'] as const)(
    'a reset in the %s',
    async (phase) => {
      const server = cleanUp.own(await startResettingServer(phase));
      const { fetch, told } = recordingFetch();
      const outcome = await outcomeFrom(connectLegacy(server.url, { fetch }));
      expect(outcome).toMatchObject({ kind: 'network', errno: 'ECONNRESET' });
      expect(told.outcomes).toContainEqual(outcome);
    },
  );

  test.each(['not a url', 'gopher://example.com/'])('an address that is none: %s', async (url) => {
    expect(await outcomeFrom(recordingFetch().fetch(url, call))).toMatchObject({
      kind: 'invalid-url',
    });
  });

  test('moves credentials from the URL into a header', async () => {
    const server = cleanUp.own(await startStatusServer(200));
    const url = new URL(server.url);
    url.username = 'me';
    url.password = 'p%40ss';
    await recordingFetch().fetch(url);
    const expected = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
    expect(server.seen[0]?.headers.authorization).toBe(expected);
  });
});

describe('a call whose event stream breaks', () => {
  test('fails at once when the server ends the stream without an answer', async () => {
    const server = cleanUp.own(
      await startScriptedLegacyServer({
        answer(_request, response) {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          response.end(': nothing to say\n\n');
        },
      }),
    );
    const { fetch } = recordingFetch();
    const { client } = await connectLegacy(server.url, { fetch });
    cleanUp.own(client);
    expect(await outcomeFrom(client.listTools())).toMatchObject({ kind: 'stream-closed' });
  });
});

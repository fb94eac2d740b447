import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Client, LoggingLevel } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { addAgreed } from '../../support/add-agreed.ts';
import { goodHeaders } from '../../support/hostile-requests.ts';
import { connectHttpApp, plainRequest, startHttpDoor } from '../../support/http-door.ts';
import type { HttpDoorHost } from '../../support/http-door.ts';
import { allAbilities } from '../../support/passing-home.ts';
import type { Era } from '../../support/passing-home.ts';
import { waitFor } from '../../support/processes.ts';
import { passingServerLaunch, startPassingServerOverHttp } from '../../support/real-servers.ts';
import type { ListeningServer } from '../../support/real-servers.ts';

let running: HttpDoorHost;
let listening: ListeningServer;
const apps: Client[] = [];

/** An app over HTTP that answers questions with its name, and everything it was told unasked. */
async function appOf(era: Era, name: string, path?: string) {
  const told = { updated: [] as string[], levels: [] as LoggingLevel[] };
  const prepare = (one: Client): void => {
    one.setNotificationHandler('notifications/resources/updated', ({ params }) => {
      told.updated.push(params.uri);
    });
    one.setNotificationHandler('notifications/message', ({ params }) => {
      told.levels.push(params.level);
    });
    one.setRequestHandler('elicitation/create', ({ params }) =>
      params.mode === 'url' ? { action: 'accept' } : { action: 'accept', content: { name } },
    );
    one.setRequestHandler('sampling/createMessage', () => ({
      role: 'assistant',
      model: 'm',
      content: { type: 'text', text: name },
    }));
    one.setRequestHandler('roots/list', () => ({ roots: [{ uri: `file:///${name}`, name }] }));
  };
  const client = await connectHttpApp(running, {
    era,
    prepare,
    capabilities: allAbilities,
    ...(path !== undefined && { path }),
  });
  apps.push(client);
  return { client, name, ...told };
}

async function tell(client: Client, tool: string, args: object = {}): Promise<string> {
  return JSON.stringify(await client.callTool({ name: tool, arguments: { ...args } }));
}

/** How often the server was asked, and released, for the first note. */
async function watchedAt(client: Client, handle: string): Promise<readonly number[]> {
  const { content } = await client.callTool({ name: `${handle}_seen`, arguments: {} });
  const [first] = content;
  const seen = JSON.parse(first?.type === 'text' ? first.text : '{}') as {
    readonly subscribed: readonly string[];
    readonly unsubscribed: readonly string[];
  };
  const count = (uris: readonly string[]): number =>
    uris.filter((uri) => uri === 'note://one').length;
  return [count(seen.subscribed), count(seen.unsubscribed)];
}

beforeAll(async () => {
  running = await startHttpDoor({ questions: 'window' });
  listening = await startPassingServerOverHttp({ ERA: 'modern' });
  const { command, args } = passingServerLaunch({});
  const env = { ERA: { kind: 'text' as const, text: 'legacy' } };
  const { url } = listening;
  const legacy = { type: 'stdio' as const, command, args: [...args], env };
  const modern = { type: 'streamable-http' as const, url, headers: {} };
  for (const [title, transport] of [
    ['legacy', legacy],
    ['modern', modern],
  ] as const) {
    await running.reached(await addAgreed(running.client, { title, transport }), 'ready');
    // That it asks, and does not say for whom, is known from its first question.
    const first = await appOf('legacy', 'first');
    expect(await tell(first.client, `${title}_ask`, { who: 'first' })).toContain('first');
  }
}, 60_000);

afterEach(async () => {
  await Promise.all(apps.splice(0).map((client) => client.close().catch(() => undefined)));
});
afterAll(async () => {
  await running.remove();
  await listening.kill();
});

describe.each(['legacy', 'modern'] as const)('apps over HTTP at a %s server', (server) => {
  test('watch a resource once for all, hear of it, and release it with the last', async () => {
    const uri = `patchbay+${server}:note://one`;
    const [a, b, c] = [
      await appOf('legacy', 'a'),
      await appOf('modern', 'b'),
      await appOf('legacy', 'c'),
    ];
    const upstream = () => watchedAt(c.client, server);
    const [asked = 0, released = 0] = await upstream();
    await a.client.subscribeResource({ uri });
    const listen = await b.client.listen({ resourceSubscriptions: [uri] });
    await tell(c.client, `${server}_touch`, { uri: 'note://one' });
    await waitFor('both to be told', () => a.updated.length > 0 && b.updated.length > 0);
    expect([a.updated, b.updated, c.updated]).toEqual([[uri], [uri], []]);
    expect(await upstream()).toEqual([asked + 1, released]);

    const { transport } = a.client;
    if (!(transport instanceof StreamableHTTPClientTransport)) throw new Error('not over HTTP');
    await transport.terminateSession();
    await tell(c.client, `${server}_touch`, { uri: 'note://one' });
    await waitFor('the other to be told', () => b.updated.length > 1);
    expect([a.updated, await upstream()]).toEqual([[uri], [asked + 1, released]]);
    await listen.close();
    await waitFor('its release', async () => (await upstream())[1] === released + 1);
    expect(await upstream()).toEqual([asked + 1, released + 1]);
  });

  test('hear what their own calls log, from the level they want', async () => {
    const [a, b, c] = [
      await appOf('legacy', 'a'),
      await appOf('legacy', 'b'),
      await appOf('modern', 'c'),
    ];
    await a.client.setLoggingLevel('error');
    await b.client.setLoggingLevel('debug');
    const args = { levels: ['debug', 'info', 'error'], who: 'x' };
    for (const { client } of [a, b]) await tell(client, `${server}_log`, args);
    await c.client.callTool({
      name: `${server}_log`,
      arguments: args,
      _meta: { 'io.modelcontextprotocol/logLevel': 'info' },
    });
    await waitFor('all of it', () => b.levels.length === 3 && c.levels.length === 2);
    expect([a.levels, b.levels, c.levels]).toEqual([
      ['error'],
      ['debug', 'info', 'error'],
      ['info', 'error'],
    ]);
  });

  test.each(['form', 'url', 'sample', 'roots'])(
    'are each asked because of their own call (%s)',
    async (kind) => {
      const all = [
        await appOf('legacy', 'ann'),
        await appOf('modern', 'bob'),
        await appOf('legacy', 'cyd'),
        await appOf('modern', 'dan'),
      ];
      const answers = await Promise.all(
        all.map(({ client, name }) => tell(client, `${server}_ask`, { who: name, kind })),
      );
      all.forEach(({ name }, at) => {
        const others = all.filter((one) => one.name !== name).map((one) => one.name);
        expect(answers[at]).toContain(kind === 'url' ? 'accept' : name);
        for (const other of others) expect(answers[at]).not.toContain(other);
      });
    },
  );
});

const begin = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'plain', version: '1' },
  },
};

const say = (method: string, body?: object, more: Record<string, string> = {}, path = '/mcp') => {
  const headers = { ...goodHeaders(running.port, running.secret), ...more };
  return plainRequest(running.port, {
    method,
    path,
    headers: headers as Record<string, string>,
    body: body === undefined ? '' : JSON.stringify(body),
  });
};

test('an app that names no version of the protocol is served, until it deletes its session', async () => {
  const begun = await say('POST', begin);
  const session = { 'Mcp-Session-Id': String(begun.headers['mcp-session-id']) };
  const done = { jsonrpc: '2.0', method: 'notifications/initialized' };
  expect((await say('POST', done, session)).status).toBe(202);
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
  expect((await say('POST', list, session)).body).toContain('sample_echo');
  expect((await say('DELETE', undefined, session)).status).toBe(200);
  expect((await say('POST', list, session)).status).toBe(404);
});

test.each(['legacy', 'modern'] as const)(
  'the stream on which a %s app hears of changes ends when its token is revoked',
  async (era) => {
    const { token, secret } = await running.client.gateway.createToken({ label: 'Short' });
    const client = await connectHttpApp({ port: running.port, secret }, { era });
    apps.push(client);
    const session = await (era === 'legacy' ? begunWith(secret) : Promise.resolve({}));
    const { ended } = await openStream(era, secret, session);
    await running.client.gateway.revokeToken({ id: token.id });
    await ended;
  },
);

async function begunWith(secret: string): Promise<Record<string, string>> {
  const headers = goodHeaders(running.port, secret) as Record<string, string>;
  const { headers: given } = await plainRequest(running.port, {
    headers,
    body: JSON.stringify(begin),
  });
  return { 'Mcp-Session-Id': String(given['mcp-session-id']) };
}

/** Opens the stream of an app's era; resolves when the door ends it. */
async function openStream(
  era: Era,
  secret: string,
  session: Record<string, string>,
): Promise<{ readonly ended: Promise<unknown> }> {
  const listen = {
    jsonrpc: '2.0',
    id: 'l',
    method: 'subscriptions/listen',
    params: {
      notifications: { toolsListChanged: true },
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientInfo': { name: 'plain', version: '1' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  };
  const modern = { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'subscriptions/listen' };
  const answer = await fetch(`http://127.0.0.1:${String(running.port)}/mcp`, {
    method: era === 'legacy' ? 'GET' : 'POST',
    headers: {
      Authorization: `Bearer ${secret}`,
      Accept: 'application/json, text/event-stream',
      'Content-Type': 'application/json',
      ...(era === 'legacy' ? session : modern),
    },
    ...(era === 'modern' && { body: JSON.stringify(listen) }),
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  return { ended: answer.text().catch(() => undefined) };
}

test('two profiles are served at the same time, each at its own address', async () => {
  const { client } = running;
  await client.profiles.create({ draft: { title: 'Other things' } });
  const mine = { kind: 'private' as const, profiles: ['other-things'] };
  const sample = { type: 'built-in' as const, id: 'sample' as const };
  await client.profiles.activate({ id: 'other-things' });
  await client.servers.create({ draft: { title: 'Hers', transport: sample, scope: mine } });
  await running.reached('hers', 'ready');
  await client.profiles.activate({ id: 'personal' });
  const here = await appOf('legacy', 'here', '/mcp/profile/personal');
  const there = await appOf('modern', 'there', '/mcp/profile/other-things');
  const one = await appOf('legacy', 'one', '/mcp/profile/other-things/server/hers');
  const namesOf = async (app: Client) => (await app.listTools()).tools.map(({ name }) => name);
  expect(await namesOf(here.client)).not.toContain('hers_echo');
  expect(await namesOf(there.client)).toContain('hers_echo');
  expect(await namesOf(one.client)).toContain('echo');
  const said = await Promise.all([
    tell(here.client, 'sample_echo', { text: 'first' }),
    tell(there.client, 'hers_echo', { text: 'second' }),
    tell(one.client, 'echo', { text: 'third' }),
  ]);
  expect(said.map((text) => /first|second|third/.exec(text)?.[0])).toEqual([
    'first',
    'second',
    'third',
  ]);
  const nowhere = await appOf('legacy', 'nowhere', '/mcp/profile/nobody');
  expect(await namesOf(nowhere.client)).toEqual([]);
});

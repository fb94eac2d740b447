import { issuePermit } from '../../../src/main/approvals/call-permit.ts';
import type { Client, LoggingLevel } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startPassingHome } from '../../support/passing-home.ts';
import type { Era, PassingHome } from '../../support/passing-home.ts';
import { waitFor } from '../../support/processes.ts';

let home: PassingHome;

/** An app and everything it was told unasked. */
async function listeningApp(era: Era, app: string, args: readonly string[] = []) {
  const updated: string[] = [];
  const changed: string[] = [];
  const logged: { level: LoggingLevel; who: unknown }[] = [];
  const prepare = (client: Client): void => {
    client.setNotificationHandler('notifications/resources/updated', ({ params }) => {
      updated.push(params.uri);
    });
    for (const list of ['tools', 'prompts', 'resources'] as const) {
      client.setNotificationHandler(`notifications/${list}/list_changed`, () => {
        changed.push(list);
      });
    }
    client.setNotificationHandler('notifications/message', ({ params }) => {
      const { who } = params.data as { readonly who?: unknown };
      logged.push({ level: params.level, who });
    });
  };
  const client = await home.app(era, { app, args, prepare });
  return { client, updated, changed, logged };
}

const places = [
  ['legacy', 'stdio'],
  ['legacy', 'http'],
  ['modern', 'stdio'],
  ['modern', 'http'],
] as const;
const handleOf = (era: Era, over: string): string => `${era}-${over}`;

interface Seen {
  readonly cancelled: number;
  readonly levels: readonly string[];
  readonly subscribed: readonly string[];
  readonly unsubscribed: readonly string[];
}
const seen = async (client: Client, handle: string): Promise<Seen> =>
  (await home.tell(client, `${handle}_seen`)) as Seen;

beforeAll(async () => {
  home = await startPassingHome();
  for (const [era, over] of places) await home.addServer(`${era} ${over}`, over, era);
}, 60_000);

afterAll(() => home[Symbol.asyncDispose]());

/** Subscribes in the way of the app's era; what is given ends it. */
async function subscribe(era: Era, client: Client, uri: string): Promise<() => Promise<unknown>> {
  if (era === 'legacy') {
    await client.subscribeResource({ uri });
    return () => client.unsubscribeResource({ uri });
  }
  const subscription = await client.listen({ resourceSubscriptions: [uri] });
  return () => subscription.close();
}

describe.each(places)('a resource of a %s server over %s', (era, over) => {
  test('is watched once for all apps, told to those that asked, and released with the last', async () => {
    const handle = handleOf(era, over);
    const uri = `patchbay+${handle}:note://one`;
    const a = await listeningApp('legacy', 'a');
    const b = await listeningApp('modern', 'b');
    const c = await listeningApp('legacy', 'c');
    const before = await seen(c.client, handle);
    const count = (uris: readonly string[]) => uris.filter((one) => one === 'note://one').length;
    const upstream = async () => {
      const now = await seen(c.client, handle);
      return [
        count(now.subscribed) - count(before.subscribed),
        count(now.unsubscribed) - count(before.unsubscribed),
      ];
    };
    const endOfA = await subscribe('legacy', a.client, uri);
    await subscribe('modern', b.client, uri);
    await waitFor('the server to be asked', async () =>
      (await upstream())[0] === 1 ? true : undefined,
    );
    await home.tell(c.client, `${handle}_touch`, { uri: 'note://one' });
    await waitFor('both to be told', () =>
      a.updated.length > 0 && b.updated.length > 0 ? true : undefined,
    );
    expect([a.updated, b.updated, c.updated]).toEqual([[uri], [uri], []]);
    expect(await upstream()).toEqual([1, 0]);

    await endOfA();
    expect(await upstream()).toEqual([1, 0]);
    await home.tell(c.client, `${handle}_touch`, { uri: 'note://one' });
    await waitFor('b to be told again', () => (b.updated.length === 2 ? true : undefined));
    expect(a.updated).toEqual([uri]);

    // An app that has just gone, without a word.
    await b.client.close();
    await waitFor('the server to be released', async () =>
      (await upstream())[1] === 1 ? true : undefined,
    );
    expect(await upstream()).toEqual([1, 1]);
  });
});

/** What is new waits for a person, who says yes here. */
async function acceptGrown(name: string): Promise<void> {
  const { pins } = home.host.client;
  const held = await waitFor('something new', async () => {
    const found = await pins.get({ name });
    return found.total > 0 ? found : undefined;
  });
  await pins.acceptAll({ name, all: held.all });
}

describe.each(['legacy', 'modern'] as const)('an app of the %s era', (appEra) => {
  test.each(places)(
    'hears which list of a %s server over %s changed, and of no other',
    async (era, over) => {
      const handle = handleOf(era, over);
      const { client, changed } = await listeningApp(appEra, 'follower');
      if (appEra === 'modern') {
        await client.listen({
          toolsListChanged: true,
          promptsListChanged: true,
          resourcesListChanged: true,
        });
      }
      await client.listTools();
      for (const kind of ['tools', 'prompts', 'resources'] as const) {
        changed.length = 0;
        await home.tell(client, `${handle}_grow`, { kind });
        if (kind !== 'resources') await acceptGrown(`${era}-${over}`);
        await waitFor(`word of ${kind}`, () => (changed.length > 0 ? true : undefined));
        expect(changed).toEqual([kind]);
      }
    },
  );

  test.each(places)('completes at a %s server over %s, with the context', async (era, over) => {
    const { client } = await listeningApp(appEra, 'completer');
    const handle = handleOf(era, over);
    const argument = { name: 'whom', value: 'w' };
    const context = { arguments: { other: 'x' } };
    const said = async (ref: Parameters<Client['complete']>[0]['ref']): Promise<unknown> => {
      const { completion } = await client.complete({ ref, argument, context });
      return JSON.parse(completion.values[0] ?? '');
    };
    expect(await said({ type: 'ref/prompt', name: `${handle}_greet` })).toMatchObject({
      ref: { type: 'ref/prompt', name: 'greet' },
      argument,
      context,
    });
    const uri = `patchbay+${handle}:note://{name}`;
    expect(await said({ type: 'ref/resource', uri })).toMatchObject({
      ref: { type: 'ref/resource', uri: 'note://{name}' },
      context,
    });
  });
});

describe('what a server logs', () => {
  const levels = ['debug', 'info', 'error'] as const;

  test.each(places)(
    'at a %s server over %s: each app hears of its own calls alone, and only what it wants',
    async (era, over) => {
      const handle = handleOf(era, over);
      const a = await listeningApp('legacy', 'a');
      const b = await listeningApp('legacy', 'b');
      const c = await listeningApp('modern', 'c');
      await a.client.setLoggingLevel('error');
      await b.client.setLoggingLevel('debug');
      const log = (client: Client, who: string, level?: LoggingLevel) =>
        client.callTool({
          name: `${handle}_log`,
          arguments: { levels, who },
          ...(level && { _meta: { 'io.modelcontextprotocol/logLevel': level } }),
        });
      await log(a.client, 'a');
      await log(b.client, 'b');
      await log(c.client, 'c', 'info');
      await log(c.client, 'c');
      const last = { level: 'error', who: 'b' };
      await waitFor('all of it', () =>
        b.logged.length === 3 && c.logged.length === 2 ? true : undefined,
      );
      expect(a.logged).toEqual([{ level: 'error', who: 'a' }]);
      expect(b.logged.at(-1)).toEqual(last);
      expect(b.logged.map(({ level }) => level)).toEqual(levels);
      expect(c.logged).toEqual([
        { level: 'info', who: 'c' },
        { level: 'error', who: 'c' },
      ]);
      if (era === 'legacy') {
        const { levels: told } = await seen(a.client, handle);
        expect(told).toContain('debug');
        expect(told[0]).toBe('info');
      }
    },
  );
});

describe.each(['legacy', 'modern'] as const)('a call of an app of the %s era', (appEra) => {
  test.each(places)('is cancelled at a %s server over %s', async (era, over) => {
    const handle = handleOf(era, over);
    const { client } = await listeningApp(appEra, 'canceller');
    const before = await seen(client, handle);
    const cancel = new AbortController();
    const began = new Promise<void>((resolve) => {
      const params = { name: `${handle}_wait`, arguments: { ms: 60_000 } };
      const onprogress = (): void => resolve();
      client.callTool(params, { signal: cancel.signal, onprogress }).catch(() => undefined);
    });
    await began;
    cancel.abort();
    await waitFor('the server to be told', async () =>
      (await seen(client, handle)).cancelled === before.cancelled + 1 ? true : undefined,
    );
  });

  test.each(places)('gets what a %s server over %s answers as it was sent', async (era, over) => {
    const title = `${era} ${over}`;
    const { client } = await listeningApp(appEra, 'reader', ['--server', handleOf(era, over)]);
    const given = await client.callTool({ name: 'rich', arguments: {} });
    const session = await home.host.host.pool.acquire(
      handleOf(era, over),
      new AbortController().signal,
    );
    if (session?.ok !== true) throw new Error(`${title} is away`);
    const signal = new AbortController().signal;
    const direct = await session.value.request(
      'tools/call',
      { name: 'rich', arguments: {} },
      { signal, permit: issuePermit(handleOf(era, over), 'rich') },
    );
    if (!direct.ok) throw new Error('not answered');
    const plain = ({ resultType: _, _meta, ...rest }: Record<string, unknown>) => ({
      ...rest,
      _meta: Object.fromEntries(
        Object.entries({ ...(_meta as object) }).filter(([key]) => !key.endsWith('/serverInfo')),
      ),
    });
    expect(plain(given)).toEqual(plain({ ...direct.value }));
    expect(JSON.stringify(given.structuredContent)).toBe(
      JSON.stringify(direct.value['structuredContent']),
    );
    expect(JSON.stringify(given.content)).toBe(JSON.stringify(direct.value['content']));
  });

  test('carries arguments in headers where the tool wants that', async () => {
    const { client } = await listeningApp(appEra, 'mirrored');
    const said = await home.tell(client, 'modern-http_mirrored', { place: 'Zürich' });
    expect(said).toBe(`=?base64?${Buffer.from('Zürich').toString('base64')}?=`);
  });
});

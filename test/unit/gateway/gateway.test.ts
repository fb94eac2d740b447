import { expect, test } from 'vitest';

import { createGateway, type AppUse } from '../../../src/main/gateway/gateway.ts';
import type { ServerCatalog } from '../../../src/main/catalog/server-catalog.ts';
import type { LiveSession } from '../../../src/main/connections/connection-ports.ts';
import type { JsonObject } from '../../../src/shared/domain/catalog.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';

const catalogOf = (...tools: string[]): ServerCatalog => ({
  tools: tools.map((name) => ({
    item: { name, inputSchema: {} },
    raw: { name, inputSchema: {}, unheardOf: true },
  })),
  resources: [],
  resourceTemplates: [],
  prompts: [],
  offers: ['tools'],
  notices: [],
  fetchedAt: 0,
  results: {},
  isAsSent: true,
});

const serverOf = (name: string, enabled = true) =>
  ({ name, title: name, enabled }) as ServerDefinition;

function furnished(servers: ServerDefinition[], catalogs: Record<string, ServerCatalog>) {
  const asked: JsonObject[] = [];
  const acquired: string[] = [];
  const used: AppUse[] = [];
  let changed = (): void => undefined;
  let answer: 'answers' | 'fails' | 'away' = 'answers';
  const session = {
    request(method: string, params: JsonObject) {
      asked.push({ method, ...params });
      return Promise.resolve(
        answer === 'fails'
          ? err({ kind: 'stream-closed', detail: 'gone' } as const)
          : ok({ content: [] }),
      );
    },
  } as unknown as LiveSession;
  const gateway = createGateway({
    registry: {
      get: (name) => servers.find((one) => one.name === name),
      list: () => servers,
      onChange(listener) {
        changed = listener;
        return { [Symbol.dispose]: () => undefined };
      },
    },
    profile: () => 'personal',
    catalogs: {
      get: (name) => Promise.resolve(new Map(Object.entries(catalogs)).get(name) ?? null),
      onChange: () => ({ [Symbol.dispose]: () => undefined }),
    },
    acquire(name) {
      acquired.push(name);
      return Promise.resolve(
        answer === 'away' ? err({ state: { kind: 'idle' }, failure: null } as const) : ok(session),
      );
    },
    used: (use) => void used.push(use),
    hash: (text) => text.padEnd(20, 'f'),
    clock: new FakeClock(),
    random: createFakeRandom(),
  });
  return {
    gateway,
    asked,
    acquired,
    used,
    change: () => changed(),
    will: (next: typeof answer) => (answer = next),
  };
}

const app = { app: 'app' };
const { signal } = new AbortController();

test('only what is on is offered, from what was last seen, and nobody is contacted for it', async () => {
  const { gateway, acquired } = furnished(
    [serverOf('one'), serverOf('off', false), serverOf('never-seen')],
    { one: catalogOf('a', 'b'), off: catalogOf('c') },
  );
  const { tools } = await gateway.offerFor(app);
  expect([...tools.keys()]).toEqual(['one_a', 'one_b']);
  expect(tools.get('one_a')?.item).toEqual({ name: 'one_a', inputSchema: {}, unheardOf: true });
  expect(acquired).toEqual([]);
});

test('what changed is offered from then on, and whoever listens is told', async () => {
  const servers = [serverOf('one')];
  const { gateway, change } = furnished(servers, { one: catalogOf('a'), two: catalogOf('b') });
  let told = 0;
  using _following = gateway.onChange(() => void (told += 1));
  await gateway.offerFor(app);
  servers.push(serverOf('two'));
  change();
  expect(told).toBe(1);
  expect([...(await gateway.offerFor(app)).tools.keys()]).toEqual(['one_a', 'two_b']);
});

test('a call goes to its server under the name the server knows, once, and is noted', async () => {
  const { gateway, asked, used } = furnished([serverOf('one')], { one: catalogOf('a') });
  const params = { name: 'one_a', arguments: { x: 1 }, _meta: { y: 2 } };
  expect(await gateway.callTool(app, params, { signal })).toEqual(ok({ content: [] }));
  expect(asked).toEqual([{ method: 'tools/call', ...params, name: 'a' }]);
  expect(used).toEqual([
    {
      hello: app,
      server: 'one',
      method: 'tools/call',
      item: 'a',
      params: { ...params, name: 'a' },
      answer: ok({ content: [] }),
      tookMs: 0,
    },
  ]);
});

test('a call that failed is not sent again', async () => {
  const { gateway, asked, will } = furnished([serverOf('one')], { one: catalogOf('a') });
  will('fails');
  const answer = await gateway.callTool(app, { name: 'one_a' }, { signal });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'failed', server: 'one' } });
  expect(asked).toHaveLength(1);
});

test('a server that is away says so, and a name nobody offers asks no server', async () => {
  const { gateway, acquired, asked, will } = furnished([serverOf('one')], { one: catalogOf('a') });
  will('away');
  expect(await gateway.callTool(app, { name: 'one_a' }, { signal })).toMatchObject({
    error: { kind: 'away', server: 'one' },
  });
  expect(asked).toEqual([]);
  acquired.length = 0;
  for (const name of ['a', 'one_b', 'one', '__proto__', 'constructor']) {
    expect(await gateway.callTool(app, { name }, { signal })).toEqual(
      err({ kind: 'unknown', name }),
    );
  }
  expect(acquired).toEqual([]);
});

test('an app for one server or one profile never gets more when that one is gone', async () => {
  const { gateway } = furnished([serverOf('one'), serverOf('off', false)], { one: catalogOf('a') });
  const names = async (hello: object) => [
    ...(await gateway.offerFor({ ...app, ...hello })).tools.keys(),
  ];
  expect(await names({ server: 'one' })).toEqual(['a']);
  expect(await names({ server: 'off' })).toEqual([]);
  expect(await names({ server: 'nobody' })).toEqual([]);
  expect(await names({ profile: 'personal' })).toEqual(['one_a']);
  expect(await names({ profile: 'work' })).toEqual([]);
});

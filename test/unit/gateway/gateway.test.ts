import { issuePermit } from '../../../src/main/approvals/call-permit.ts';
import { expect, test } from 'vitest';

import { createGateway } from '../../../src/main/gateway/gateway.ts';
import type { GatewayDeps } from '../../../src/main/gateway/gateway.ts';
import type { AppUse } from '../../../src/main/gateway/gateway-port.ts';
import type { ServerCatalog } from '../../../src/main/catalog/server-catalog.ts';
import type { LiveSession } from '../../../src/main/connections/connection-ports.ts';
import { unlimited } from '../../../src/shared/domain/usual-rights.ts';
import type { JsonObject } from '../../../src/shared/domain/catalog.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';
import { own } from '../../../src/shared/util/own.ts';
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

/** Nobody has limited an app. */
const noLimits: GatewayDeps['rights'] = {
  of: () => Promise.resolve({ rights: unlimited }),
  profileOf: () => undefined,
  onChange: () => ({ [Symbol.dispose]: () => undefined }),
};

/** A person who allows everything. */
const openGate: GatewayDeps['gate'] = {
  pass: ({ server, tool }) =>
    Promise.resolve(ok({ permit: issuePermit(server, tool), wasAsked: false })),
  answered: () => undefined,
};

function furnished(
  servers: ServerDefinition[],
  catalogs: Record<string, ServerCatalog>,
  others: Record<string, ServerDefinition[]> = {},
) {
  let inUse = 'personal';
  const served: string[] = [];
  const servedAtUse: string[] = [];
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
  let pass = openGate.pass;
  const clock = new FakeClock();
  const gateway = createGateway({
    servers: {
      list: (profileId) => (profileId === 'personal' ? servers : (own(others, profileId) ?? [])),
      onChange(listener) {
        changed = listener;
        return { [Symbol.dispose]: () => undefined };
      },
    },
    inUse: () => inUse,
    serve(profileId) {
      served.push(profileId);
      return { [Symbol.dispose]: () => void served.splice(served.indexOf(profileId), 1) };
    },
    catalogs: {
      readAhead: () => Promise.resolve(),
      get: (profileId, name) =>
        Promise.resolve(own(catalogs, `${profileId}/${name}`) ?? own(catalogs, name) ?? null),
      onChange: () => ({ [Symbol.dispose]: () => undefined }),
    },
    acquire(profileId, name) {
      acquired.push(`${profileId}/${name}`);
      servedAtUse.push(...served);
      return Promise.resolve(
        answer === 'away' ? err({ state: { kind: 'idle' }, failure: null } as const) : ok(session),
      );
    },
    own: {
      isOwn: () => false,
      acquire: () => Promise.resolve(undefined),
      leave: () => undefined,
    },
    legacy: { isOwn: () => false, acquire: () => Promise.resolve(undefined) },
    used: (use) => void used.push(use),
    rights: noLimits,
    gate: { ...openGate, pass: (...input) => pass(...input) },
    hash: (text) => text.padEnd(20, 'f'),
    clock,
    random: createFakeRandom(),
  });
  return {
    gateway,
    clock,
    asked,
    acquired,
    served,
    servedAtUse,
    use: (profileId: string) => (inUse = profileId),
    used,
    change: () => changed(),
    will: (next: typeof answer) => (answer = next),
    gates: (next: typeof pass) => (pass = next),
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

test('what does not pass the gate reaches no server, and is told to whoever keeps records', async () => {
  const { gateway, gates, asked, acquired, used } = furnished([serverOf('one')], {
    one: catalogOf('a'),
  });
  gates(() => Promise.resolve(err('declined')));
  const called = await gateway.callTool(app, { name: 'one_a' }, { signal });
  expect(called).toMatchObject({ ok: false, error: { kind: 'refused', reason: 'declined' } });
  expect([asked, acquired]).toEqual([[], []]);
  expect(used).toMatchObject([{ server: 'one', item: 'a', tookMs: 0 }]);
});

test('a tool that became another while a person was asked is not called', async () => {
  const catalogs = { one: catalogOf('a') };
  const { gateway, gates, asked, change } = furnished([serverOf('one')], catalogs);
  let next = catalogOf('b');
  gates(({ server, tool }) => {
    catalogs.one = next;
    change();
    return Promise.resolve(ok({ permit: issuePermit(server, tool), wasAsked: true }));
  });
  const called = () => gateway.callTool(app, { name: 'one_a' }, { signal });
  expect(await called()).toMatchObject({ ok: false, error: { kind: 'unknown' } });
  catalogs.one = catalogOf('a');
  change();
  next = catalogOf('a');
  expect(await called()).toMatchObject({ ok: true });
  expect(asked).toHaveLength(1);
});

test('what changed is offered from then on, and whoever listens is told', async () => {
  const servers = [serverOf('one')];
  const { gateway, change, clock } = furnished(servers, {
    one: catalogOf('a'),
    two: catalogOf('b'),
  });
  const told: unknown[] = [];
  using _following = gateway.follow(app, (lists) => void told.push(...lists));
  using _ofOne = gateway.follow({ ...app, server: 'one' }, (lists) => void told.push('one', lists));
  await gateway.offerFor(app);
  servers.push(serverOf('two'));
  change();
  change();
  expect([...(await gateway.offerFor(app)).tools.keys()]).toEqual(['one_a', 'two_b']);
  await clock.advance(100);
  expect(told).toEqual(['tools']);
  change();
  await clock.advance(100);
  expect(told).toEqual(['tools']);
});

test('a call goes to its server under the name the server knows, once, and is noted', async () => {
  const { gateway, asked, used } = furnished([serverOf('one')], { one: catalogOf('a') });
  const params = { name: 'one_a', arguments: { x: 1 }, _meta: { y: 2 } };
  expect(await gateway.callTool(app, params, { signal })).toEqual(ok({ content: [] }));
  expect(asked).toEqual([{ method: 'tools/call', ...params, name: 'a' }]);
  expect(used).toEqual([
    {
      hello: app,
      profile: 'personal',
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

test('apps of two profiles are served side by side, each with its own servers and catalogs', async () => {
  const { gateway, acquired, served, servedAtUse, use } = furnished(
    [serverOf('both'), serverOf('mine')],
    { both: catalogOf('a'), 'work/both': catalogOf('b'), mine: catalogOf('c') },
    { work: [serverOf('both'), serverOf('mine', false)] },
  );
  const names = async (hello: object) => [
    ...(await gateway.offerFor({ ...app, ...hello })).tools.keys(),
  ];
  expect(await names({})).toEqual(['both_a', 'mine_c']);
  expect(await names({ profile: 'work' })).toEqual(['both_b']);
  await gateway.callTool({ ...app, profile: 'work' }, { name: 'both_b' }, { signal });
  await gateway.callTool(app, { name: 'both_a' }, { signal });
  expect(acquired).toEqual(['work/both', 'personal/both']);
  expect(servedAtUse).toEqual(['work', 'personal']);
  expect(served).toEqual([]);
  use('work');
  expect(await names({})).toEqual(['both_b']);
});

test('the profile of an app is served as long as the app is there', () => {
  const { gateway, served } = furnished([], {});
  const named = gateway.arrive({ ...app, profile: 'work' });
  const inUse = gateway.arrive(app);
  expect(served).toEqual(['work']);
  named[Symbol.dispose]();
  inUse[Symbol.dispose]();
  expect(served).toEqual([]);
});

import { expect, test } from 'vitest';

import { withToolSearch } from '../../../src/main/gateway/find-tools/search-offer.ts';
import { kindOf } from '../../../src/main/gateway/find-tools/search-tools.ts';
import { indexTools } from '../../../src/main/gateway/find-tools/tool-index.ts';
import type { Gateway } from '../../../src/main/gateway/gateway-port.ts';
import type { AppHello } from '../../../src/main/gateway/app-hello.ts';
import type { Offer, OfferedItem } from '../../../src/main/gateway/offer.ts';
import type { JsonObject } from '../../../src/shared/domain/catalog.ts';
import { ok } from '../../../src/shared/util/result.ts';

const { signal } = new AbortController();
const app: AppHello = { app: 'searcher' };

const tool = (own: string, description: string, annotations?: JsonObject): OfferedItem => {
  const raw = { name: own, description, inputSchema: { type: 'object' }, annotations };
  return { server: 'notes', handle: 'notes', own, raw, item: { ...raw, name: `notes_${own}` } };
};

const tools = [
  tool('read', 'Reads a note', { readOnlyHint: true }),
  tool('write', 'Writes a note', { destructiveHint: false }),
  tool('erase', 'Erases a note for good'),
];

function searching(wanted = true) {
  const calls: JsonObject[] = [];
  let wants = wanted;
  let told = (): void => undefined;
  const offer: Offer = {
    tools: new Map(tools.map((one) => [`notes_${one.own}`, one])),
    prompts: new Map(),
    resources: [{ uri: 'a' }],
    resourceTemplates: [],
    servers: new Map([['notes', 'notes']]),
  };
  const gateway = {
    offerFor: () => Promise.resolve(offer),
    callTool(_hello: AppHello, params: JsonObject) {
      calls.push(params);
      return Promise.resolve(ok({ content: [] }));
    },
    follow: () => ({ [Symbol.dispose]: () => undefined }),
  } as unknown as Gateway;
  const search = withToolSearch(gateway, {
    wants: () => wants,
    onWants(listener) {
      told = listener;
      return { [Symbol.dispose]: () => (told = () => undefined) };
    },
    index: indexTools,
  });
  const call = async (name: string, args: JsonObject, more: JsonObject = {}) =>
    search.callTool(app, { name, arguments: args, ...more }, { signal });
  return { search, calls, call, choose: (next: boolean) => ((wants = next), told()) };
}

const textOf = (answer: Awaited<ReturnType<Gateway['callTool']>>): string =>
  answer.ok ? JSON.stringify(answer.value) : JSON.stringify(answer.error);

test('an app that searches gets four tools in the place of all, and everything else as ever', async () => {
  const { search } = searching();
  const { tools: listed, resources } = await search.offerFor(app);
  const hints = [...listed].map(([name, { item }]) => [name, kindOf(item)]);
  expect(hints).toEqual([
    ['find_tools', 'read'],
    ['call_read_tool', 'read'],
    ['call_write_tool', 'write'],
    ['call_destructive_tool', 'destructive'],
  ]);
  expect(resources).toEqual([{ uri: 'a' }]);
});

test('an app that does not, or that asked for one server, gets the list', async () => {
  const { search } = searching(false);
  expect([...(await search.offerFor(app)).tools.keys()]).toContain('notes_read');
  const one = searching().search;
  expect([...(await one.offerFor({ ...app, server: 'notes' })).tools.keys()]).toContain(
    'notes_read',
  );
});

test('what is found says what it takes and how it is called', async () => {
  const { call, calls } = searching();
  const answer = await call('find_tools', { query: 'erasing notes', limit: 1 });
  const [part] = (answer.ok ? answer.value['content'] : []) as readonly { readonly text: string }[];
  expect(JSON.parse(part?.text ?? '')).toEqual({
    tools: [
      {
        name: 'notes_erase',
        callWith: 'call_destructive_tool',
        description: 'Erases a note for good',
        inputSchema: { type: 'object' },
      },
    ],
  });
  expect(calls).toEqual([]);
  for (const query of ['', '   ', 7]) {
    expect(textOf(await call('find_tools', { query }))).toContain('isError');
  }
  expect(textOf(await call('find_tools', { query: 'zzzz' }))).toContain('No tool fits');
});

test('each kind is called by its own tool alone, with everything that came along', async () => {
  const { call, calls } = searching();
  const kinds = ['call_read_tool', 'call_write_tool', 'call_destructive_tool'];
  const names = ['notes_read', 'notes_write', 'notes_erase'];
  for (const [kindAt, kind] of kinds.entries()) {
    for (const [nameAt, name] of names.entries()) {
      calls.length = 0;
      const answer = await call(kind, { name, arguments: { x: 1 } }, { _meta: { y: 2 } });
      if (kindAt === nameAt) {
        expect(calls).toEqual([{ name, arguments: { x: 1 }, _meta: { y: 2 } }]);
      } else {
        expect(calls).toEqual([]);
        expect(textOf(answer)).toContain(`Call this tool with ${String(kinds[nameAt])}`);
      }
    }
  }
});

test('nothing is called that is not offered, nor what is not listed', async () => {
  const { call, calls } = searching();
  for (const args of [{ name: 'other_tool' }, {}, { name: 7 }, { name: 'find_tools' }]) {
    expect(textOf(await call('call_destructive_tool', args))).toContain('There is no such tool');
  }
  expect(textOf(await call('call_read_tool', { name: 'notes_read', arguments: 'x' }))).toContain(
    'is an object',
  );
  expect(await call('notes_read', {})).toEqual({
    ok: false,
    error: { kind: 'unknown', name: 'notes_read' },
  });
  expect(calls).toEqual([]);
});

test('who listens is told when the choice is another', async () => {
  const { search, choose } = searching();
  const told: unknown[] = [];
  const following = search.follow(app, (lists) => void told.push(lists));
  choose(true);
  expect(told).toEqual([]);
  choose(false);
  expect(told).toEqual([['tools']]);
  expect([...(await search.offerFor(app)).tools.keys()]).toContain('notes_read');
  following[Symbol.dispose]();
  choose(true);
  expect(told).toHaveLength(1);
});

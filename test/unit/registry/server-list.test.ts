import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { listServers } from '../../../src/main/registry/server-list.ts';
import type { ServerListQuery } from '../../../src/main/registry/server-list.ts';
import type { ConnectionStateKind } from '../../../src/shared/domain/connection-state.ts';
import { serverViewSchema } from '../../../src/shared/domain/server.ts';
import type { ServerView } from '../../../src/shared/domain/server.ts';
import { own } from '../../../src/shared/util/own.ts';

const view = (title: string, change: Partial<ServerView> = {}): ServerView =>
  serverViewSchema.parse({
    title,
    name: title.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    transport: { type: 'streamable-http', url: 'https://host.example/mcp' },
    createdAt: 1,
    updatedAt: 1,
    ...change,
  });

const views = [
  view('Zeta', { description: 'Ärger mit Größen' }),
  view('alpha', { enabled: false }),
  view('Beta', { scope: { kind: 'private', profiles: ['work'] } }),
  view('Files', {
    transport: { type: 'stdio', command: 'npx', args: ['server-filesystem'], env: {} },
  }),
];
const states: Record<string, ConnectionStateKind> = { zeta: 'ready', beta: 'failed' };
const names = (query: Partial<ServerListQuery>) => {
  const listed = listServers(views, { limit: 100, ...query }, (name) => own(states, name));
  return listed.ok ? listed.value.items.map(({ name }) => name) : listed.error;
};

describe('server list', () => {
  test.each([
    [{}, ['alpha', 'beta', 'files', 'zeta']],
    [{ search: '' }, ['alpha', 'beta', 'files', 'zeta']],
    [{ search: 'ARGER grossen' }, []],
    [{ search: 'arger großen' }, ['zeta']],
    [{ search: 'TA' }, ['beta', 'zeta']],
    [{ search: 'host.example beta' }, ['beta']],
    [{ search: 'npx server-files' }, ['files']],
    [{ search: 'nothing' }, []],
    [{ filter: { enabled: true } }, ['beta', 'files', 'zeta']],
    [{ filter: { scope: 'private' as const } }, ['beta']],
    [{ filter: { states: ['ready', 'failed'] } }, ['beta', 'zeta']],
    [{ filter: { states: [] } }, []],
    [{ search: 'eta', filter: { states: ['ready'] } }, ['zeta']],
  ])('%j lists %j', (query, expected) => expect(names(query)).toEqual(expected));

  test.each(['', 'x', '%%%', Buffer.from('[1,2]').toString('base64url')])(
    'refuses the cursor %j',
    (cursor) => expect(names({ cursor })).toEqual({ code: 'INVALID_CURSOR' }),
  );

  const pages = (
    all: readonly ServerView[],
    limit: number,
    between: () => readonly ServerView[],
  ) => {
    const seen: string[] = [];
    let current = all;
    let cursor: string | undefined;
    do {
      const page = listServers(current, { limit, cursor }, () => undefined);
      if (!page.ok) throw new Error(page.error.code);
      expect(page.value.items.length).toBeLessThanOrEqual(Math.max(1, limit));
      seen.push(...page.value.items.map(({ name }) => name));
      cursor = page.value.nextCursor;
      current = between();
    } while (cursor !== undefined);
    return seen;
  };

  test('shows every server once, page by page, whatever the size of a page', () => {
    const many = fc.uniqueArray(fc.nat(60), { minLength: 0, maxLength: 25 });
    fc.assert(
      fc.property(many, fc.integer({ min: 0, max: 8 }), (numbers, limit) => {
        const all = numbers.map((number) => view(`Server ${number % 5}`, { name: `s${number}` }));
        const seen = pages(all, limit, () => all);
        expect([...seen].sort()).toEqual(numbers.map((number) => `s${number}`).sort());
      }),
    );
  });

  test('neither repeats nor hides a server when others come and go between two pages', () => {
    const all = Array.from({ length: 12 }, (_, index) =>
      view(`S${String(index).padStart(2, '0')}`),
    );
    let round = 0;
    const between = () => {
      round += 1;
      return [...all.slice(round), view(`New ${round}`), view(`A ${round}`)];
    };
    const seen = pages(all, 3, between).filter((name) => name.startsWith('s'));
    expect(seen).toEqual(all.map(({ name }) => name));
  });

  test('counts the matches on all pages', () => {
    const page = listServers(views, { limit: 1, search: 'ta' }, () => undefined);
    expect(page).toMatchObject({ value: { total: 2, items: [{ name: 'beta' }] } });
  });
});

import { expect, test } from 'vitest';

import { distinctions } from '../../../../src/renderer/src/parts/servers/namesakes.ts';
import type { ServerView } from '../../../../src/shared/domain/server.ts';
import { viewOf } from '../sample-snapshot.ts';

const at = (name: string, url: string, title = 'Docs'): ServerView =>
  viewOf(name, title, { transport: { type: 'streamable-http', url, headers: {} } });
const program = (name: string, ...args: string[]): ServerView =>
  viewOf(name, 'docs ', { transport: { type: 'stdio', command: 'npx', args, env: {} } });
const texts = (...servers: ServerView[]) =>
  Object.fromEntries(
    [...distinctions(servers)].map(([name, one]) => [name, one.kind === 'text' ? one.text : '']),
  );

test('one of its title needs nothing beside it', () => {
  expect(texts(at('a', 'https://a.example/mcp'), at('b', 'https://b.example', 'Other'))).toEqual(
    {},
  );
});

test('hosts tell addresses apart, the last word programs', () => {
  expect(
    texts(
      at('a', 'https://a.example/mcp'),
      program('b', '-y', '@x/server-docs', '/home/ann/notes'),
    ),
  ).toEqual({ a: 'a.example', b: 'notes' });
});

test('the whole address does where hosts are the same', () => {
  expect(texts(at('a', 'https://x.example/one'), at('b', 'https://x.example/two'))).toEqual({
    a: 'https://x.example/one',
    b: 'https://x.example/two',
  });
});

test('who may use it, and else the name, where all of that is the same', () => {
  const one = at('a', 'https://x.example');
  const work = { kind: 'private' as const, profiles: ['work'] };
  const found = distinctions([one, { ...at('b', 'https://x.example'), scope: work }]);
  expect(found.get('b')).toEqual({ kind: 'scope', scope: work });
  expect(texts(one, at('b', 'https://x.example'))).toEqual({ a: 'a', b: 'b' });
});

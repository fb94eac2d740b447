import { expect, test } from 'vitest';

import { followServers } from '../../../src/main/pins/follow-servers.ts';
import type { RegistryChange } from '../../../src/main/registry/registry-change.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';

const startedAt = 1000;
const server = (name: string, createdAt: number) => ({ name, createdAt }) as ServerDefinition;

function follow(...present: ServerDefinition[]) {
  const done: string[] = [];
  let tell: (change: RegistryChange) => void = () => undefined;
  followServers({
    servers: {
      list: () => present,
      onChange(listener) {
        tell = listener;
        return { [Symbol.dispose]: () => undefined };
      },
    },
    pins: {
      bringBack: (key) => void done.push(`back ${key}`),
      startAnew: (key) => Promise.resolve(void done.push(`anew ${key}`)),
    },
    approvals: { startAnew: (key) => Promise.resolve(void done.push(`asked anew ${key}`)) },
    owners: () => ['*', 'work'],
    now: () => startedAt,
  });
  const saved = (cause: 'created' | 'updated', one: ServerDefinition) =>
    tell({ kind: 'saved', cause, server: one });
  return { done, saved, tell };
}

test('a server that is added starts anew, for every owner', () => {
  const { done, saved } = follow();
  saved('created', server('a', startedAt));
  expect(done).toEqual(['anew a', 'asked anew a', 'anew work/a', 'asked anew work/a']);
});

test('one that was there in this run, or before it, is back', () => {
  const { done, saved, tell } = follow(server('b', 1500));
  saved('created', server('a', 1200));
  done.length = 0;
  tell({ kind: 'removed', server: server('a', 1200) });
  saved('created', server('a', 1200));
  saved('created', server('b', 1500));
  saved('created', server('c', 999));
  expect(done.filter((one) => !one.includes('/'))).toEqual(['back a', 'back b', 'back c']);
  saved('created', server('a', 1201));
  expect(done).toContain('anew a');
});

test('an edit is neither, not even one of the time it was made', () => {
  const { done, saved } = follow(server('a', 1));
  saved('updated', server('a', 2000));
  expect(done).toEqual([]);
});

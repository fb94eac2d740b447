import { expect, test } from 'vitest';

import type { ConnectionPool } from '../../../src/main/connections/pool-ports.ts';
import { createProfilePool } from '../../../src/main/connections/profile-pool.ts';
import type { ProfilePool } from '../../../src/main/connections/profile-pool.ts';

const never = new AbortController().signal;

/** The pool of a profile over one that notes what is asked of it. */
function kit() {
  const asked: string[] = [];
  let settle = (): void => undefined;
  let reading: Promise<void> | undefined = new Promise((resolve) => (settle = resolve));
  const note = (what: string) => () => {
    asked.push(what);
    return Promise.resolve(undefined);
  };
  const owned = {
    status: () => ({ kind: 'idle' }),
    connect: note('connect'),
    reinitialize: note('reinitialize'),
    acquire: note('acquire'),
    refreshCatalog: note('refreshCatalog'),
  } as unknown as ConnectionPool;
  const server = { name: 'docs', enabled: true, start: 'on-launch' } as never;
  const pool = createProfilePool({
    profileId: 'work',
    servers: { get: () => server, list: () => [server] },
    untilKnown: () => reading,
    peek: () => owned,
    use: () => owned,
    onState: () => ({ [Symbol.dispose]: () => undefined }),
  });
  const known = (): void => {
    reading = undefined;
    settle();
  };
  return { pool, asked, known };
}

const ways: readonly (readonly [string, (pool: ProfilePool) => unknown])[] = [
  ['connect', (pool) => pool.connect('docs', 'user')],
  ['connect', (pool) => pool.startAll()],
  ['reinitialize', (pool) => pool.reinitialize('docs', never)],
  ['acquire', (pool) => pool.acquire('docs', never)],
  ['refreshCatalog', (pool) => pool.refreshCatalog('docs', never)],
];

test.each(ways)('%s waits until it is known who is signed in', async (what, begin) => {
  const { pool, asked, known } = kit();
  const begun = begin(pool);
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toEqual([]);
  known();
  await begun;
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toEqual([what]);
});

test('once it is known a connection begins at once', () => {
  const { pool, asked, known } = kit();
  known();
  pool.connect('docs', 'user');
  expect(asked).toEqual(['connect']);
});

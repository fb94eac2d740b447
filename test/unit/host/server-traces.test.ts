import { expect, test } from 'vitest';

import { createServerTraces } from '../../../src/main/host/server-traces.ts';

test('the connection ends before sign-ins and traces go, so that it leaves none behind', async () => {
  const done: string[] = [];
  const later = (what: string) => async (name: string) => {
    await Promise.resolve();
    done.push(`${what} ${name}`);
  };
  const traces = createServerTraces({
    pool: { drop: later('connection') },
    signIns: { forget: later('sign-in') },
    catalogs: { drop: later('catalog') },
    logBook: { drop: (name) => void done.push(`log ${name}`) },
    calls: { forgetContents: (name = '') => later('contents')(name) },
    history: { drop: (name) => void done.push(`history ${name}`) },
  });
  await traces.forget('a');
  expect(done).toEqual([
    'connection a',
    'sign-in a',
    'catalog a',
    'log a',
    'history a',
    'contents a',
  ]);
  done.length = 0;
  await traces.drop('b');
  expect(done).toEqual(['catalog b', 'log b', 'history b', 'contents b']);
});

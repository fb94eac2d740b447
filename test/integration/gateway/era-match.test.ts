import { afterAll, beforeAll, expect, test } from 'vitest';

import { allAbilities, startPassingHome } from '../../support/passing-home.ts';
import type { Era, PassingHome } from '../../support/passing-home.ts';

let home: PassingHome;

beforeAll(async () => {
  home = await startPassingHome();
  await home.addServer('both', 'http', 'both');
  await home.addServer('modern', 'http', 'modern');
  await home.addServer('program', 'stdio', 'both');
}, 60_000);

afterAll(() => home[Symbol.asyncDispose]());

const appOf = (era: Era) =>
  home.app(era, {
    app: era,
    capabilities: allAbilities,
    prepare: (client) =>
      client.setRequestHandler('elicitation/create', () => ({
        action: 'accept',
        content: { name: era },
      })),
  });

test('a server at an address that speaks both eras is met in the era of the app', async () => {
  const [legacy, modern] = await Promise.all([appOf('legacy'), appOf('modern')]);
  // In the middle of a call it can ask as often as it wants in the legacy era alone.
  expect(await home.tell(legacy, 'both_ask', { who: 'legacy', times: 2 })).toMatchObject({
    answers: [{ content: { name: 'legacy' } }, { content: { name: 'legacy' } }],
  });
  expect(await home.tell(modern, 'both_ask', { who: 'modern' })).toMatchObject({
    state: 'state of modern',
    answer: { content: { name: 'modern' } },
  });
});

test.each(['modern', 'program'])(
  'an app of the legacy era is served by a %s that is met in the modern one',
  async (handle) => {
    const legacy = await appOf('legacy');
    expect(await home.tell(legacy, `${handle}_ask`, { who: 'legacy' })).toMatchObject({
      state: 'state of legacy',
      answer: { content: { name: 'legacy' } },
    });
  },
);

test('the connection in the other era leaves state and lists as they are', async () => {
  const legacy = await appOf('legacy');
  await home.tell(legacy, 'both_echo', { value: 'once' });
  expect(home.host.host.pool.status('both')).toMatchObject({ kind: 'ready', era: 'modern' });
  expect(await home.host.client.gateway.appConnections({ name: 'both' })).toEqual([]);
});

import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { allAbilities, startPassingHome } from '../../support/passing-home.ts';
import type { PassingHome } from '../../support/passing-home.ts';

let home: PassingHome;

beforeAll(async () => {
  home = await startPassingHome();
  await home.addServer('legacy stdio', 'stdio', 'legacy');
  await home.addServer('modern http', 'http', 'modern');
}, 60_000);

afterAll(() => home[Symbol.asyncDispose]());

const eraOf = (at: number) => (at % 2 === 0 ? 'legacy' : 'modern');

/** Apps of both eras that answer a question with their own name. */
const apps = (count: number): Promise<readonly { client: Client; name: string }[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const name = `app ${String(at)}`;
      const client = await home.app(eraOf(at), {
        app: name,
        capabilities: allAbilities,
        prepare: (one) =>
          one.setRequestHandler('elicitation/create', () => ({
            action: 'accept',
            content: { name },
          })),
      });
      return { client, name };
    }),
  );

test('many apps that call at once each get what they sent, and all of it', async () => {
  const all = await apps(12);
  const wrong: unknown[] = [];
  await Promise.all(
    all.flatMap(({ client, name }) =>
      Array.from({ length: 25 }, async (_, at) => {
        const value = `${name} call ${String(at)}`;
        const tool = at % 2 === 0 ? 'legacy-stdio_echo' : 'modern-http_echo';
        const said = await home.tell(client, tool, { value });
        if (said !== value) wrong.push({ value, said });
      }),
    ),
  );
  expect(wrong).toEqual([]);
});

test.each(['legacy-stdio', 'modern-http'])(
  'the questions of twenty apps at once at %s each reach their own app',
  async (handle) => {
    const all = await apps(20);
    // It has shown that it asks, before so many come.
    await home.tell(all[0]?.client as Client, `${handle}_ask`, { who: 'first' });
    const answers = await Promise.all(
      all.map(({ client, name }) => home.tell(client, `${handle}_ask`, { who: name })),
    );
    expect(answers).toMatchObject(
      all.map(({ name }) => ({ who: name, answer: { content: { name } } })),
    );
  },
);

test('a server that dies under fifty calls answers all of them at once, and runs none twice', async () => {
  const [{ client } = { client: undefined }] = await apps(1);
  if (client === undefined) throw new Error('no app');
  const waiting = Array.from({ length: 50 }, () =>
    client.callTool({ name: 'legacy-stdio_wait', arguments: { ms: 600_000 } }),
  );
  await home.tell(client, 'legacy-stdio_echo', { value: 'all of them are there' });
  const crash = client.callTool({ name: 'legacy-stdio_crash', arguments: {} });
  for (const { isError } of await Promise.all([...waiting, crash])) expect(isError).toBe(true);
  await home.host.reached('legacy-stdio', 'ready');
  // The process that came after it has seen this one call.
  expect(await home.tell(client, 'legacy-stdio_seen')).toMatchObject({ calls: 1 });
});

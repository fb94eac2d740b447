import { expect, onTestFinished, test } from 'vitest';

import { startAskingServer } from '../../fixtures/servers/http/asking-server.ts';
import { waitFor } from '../../support/processes.ts';
import { referenceServer } from '../../support/real-servers.ts';
import { startTestHost } from '../../support/test-host.ts';

/** A host whose window shows what servers ask. */
async function setUp() {
  const started = await startTestHost({ questions: 'window' });
  onTestFinished(() => started.remove());
  const { client, host } = started;
  const text = async (name: string, tool: string, signal?: AbortSignal) => {
    const events = await client.catalog.callTool({ name, tool, args: {} }, { signal });
    for await (const event of events) {
      if (event.kind === 'result') return JSON.stringify(event.result.content);
    }
    return undefined;
  };
  const asked = () =>
    waitFor('a question', async () => (await client.app.snapshot({})).questions.at(0));
  return { ...started, client, host, text, asked };
}

test('a legacy server asks in the middle of a call and gets what the person entered', async () => {
  const { client, reached, text, asked } = await setUp();
  const { command, args } = referenceServer('everything');
  const draft = { title: 'All', transport: { type: 'stdio' as const, command, args: [...args] } };
  const { preview } = await client.servers.preview({ draft });
  await client.servers.create({ draft, consent: preview?.consent });
  await reached('all', 'ready');
  const called = text('all', 'trigger-elicitation-request');
  const { id, serverName, mode } = await asked();
  expect([serverName, mode]).toEqual(['all', 'form']);
  const wrong = { kind: 'accepted' as const, values: { name: 'Ada', email: 'nowhere' } };
  await expect(client.questions.answer({ id, answer: wrong })).rejects.toMatchObject({
    code: 'ANSWER_INVALID',
    data: { problems: [{ path: ['email'], keyword: 'format' }] },
  });
  const values = { name: 'Ada', check: true };
  await client.questions.answer({ id, answer: { kind: 'accepted', values } });
  expect(await called).toContain('Name: Ada');
  expect((await client.app.snapshot({})).questions).toEqual([]);
  await expect(client.questions.answer({ id, answer: { kind: 'declined' } })).rejects.toMatchObject(
    { code: 'QUESTION_GONE' },
  );
});

test('a modern server asks before it answers; the question ends with the call', async () => {
  const server = await startAskingServer();
  onTestFinished(() => server.close());
  const { client, reached, text, asked } = await setUp();
  const transport = { type: 'streamable-http' as const, url: server.url };
  await client.servers.create({ draft: { title: 'Shop', transport } });
  await reached('shop', 'ready');
  const called = text('shop', 'order');
  const { id } = await asked();
  await client.questions.answer({ id, answer: { kind: 'accepted', values: { count: 5 } } });
  expect(await called).toContain('\\"count\\":5');

  const person = new AbortController();
  const given = text('shop', 'order', person.signal).catch(() => 'given up');
  await asked();
  person.abort();
  await given;
  await waitFor('no question', async () =>
    (await client.app.snapshot({})).questions.length === 0 ? true : undefined,
  );
});

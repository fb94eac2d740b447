import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, onTestFinished, test } from 'vitest';

import { livingDescendants, waitFor } from '../../support/processes.ts';
import { callQuirkTool } from '../../support/quirk-kit.ts';
import { startTestHost } from '../../support/test-host.ts';

afterAll(async () => {
  expect(await livingDescendants()).toEqual([]);
});

const asks = fileURLToPath(new URL('../../fixtures/quirk-servers/asks.mjs', import.meta.url));
const yes = { kind: 'accepted' as const, values: {} };

/** A host with a server that refuses a call until a page was visited, and a person at its window. */
async function setUp(...args: string[]) {
  const started = await startTestHost({ questions: 'window' });
  onTestFinished(() => started.remove());
  const { client, opened, reached } = started;
  const transport = { type: 'stdio' as const, command: process.execPath, args: [asks, ...args] };
  const draft = { title: 'Shop', transport };
  const { preview } = await client.servers.preview({ draft });
  await client.servers.create({ draft, consent: preview?.consent });
  await reached('shop', 'ready');
  const pending = async () => (await client.app.snapshot({})).questions;
  const stage = (wanted: string) =>
    waitFor(`a page ${wanted}`, async () => {
      const [first] = await pending();
      return first?.mode === 'url' && first.stage === wanted ? first : undefined;
    });
  const call = (tool: string) => callQuirkTool(started, 'shop', tool);
  return { ...started, client, opened, pending, stage, call };
}

describe('a call that is refused until a page was visited', () => {
  test('shows the page, opens it on a click only, and goes on when the server says so', async () => {
    const { client, opened, pending, stage, call } = await setUp();
    const called = call('page');
    const { id, url, message } = await stage('to-visit');
    expect([message, opened]).toEqual(['Please pay for hello.', []]);
    await client.questions.answer({ id, answer: yes });
    await stage('visiting');
    expect(opened).toEqual([url]);
    expect(await (await fetch(url)).text()).toBe('Thank you.');
    expect(await called).toBe('paid');
    expect(await pending()).toEqual([]);
  });

  test('goes on when the person says so, where the server says nothing', async () => {
    const { client, stage, call } = await setUp('silent');
    const called = call('page');
    const { id, url } = await stage('to-visit');
    await client.questions.answer({ id, answer: yes });
    await fetch(url);
    await client.questions.answer({ id, answer: yes });
    expect(await called).toBe('paid');
  });

  test('asks again when the person says so too early', async () => {
    const { client, stage, call } = await setUp('silent');
    const called = call('page');
    const { id, url } = await stage('to-visit');
    await client.questions.answer({ id, answer: yes });
    await client.questions.answer({ id, answer: yes });
    const again = await stage('to-visit');
    expect(again.id).not.toBe(id);
    await fetch(url);
    await client.questions.answer({ id: again.id, answer: yes });
    await client.questions.answer({ id: again.id, answer: yes });
    expect(await called).toBe('paid');
  });

  test('needs nothing more when the page was visited elsewhere', async () => {
    const { opened, stage, call } = await setUp();
    const called = call('page');
    const { url } = await stage('to-visit');
    await fetch(url);
    expect(await called).toBe('paid');
    expect(opened).toEqual([]);
  });

  test('says which page it was when the person will not', async () => {
    const { client, opened, stage, call } = await setUp();
    const called = call('always');
    const { id } = await stage('to-visit');
    await client.questions.answer({ id, answer: { kind: 'declined' } });
    expect(await called).toBe('PAGE_NOT_VISITED');
    expect(opened).toEqual([]);
    expect(await call('broken')).toBe('SERVER_ERROR');
  });

  test('does not ask for ever', async () => {
    const { client, stage, call } = await setUp();
    const called = call('always');
    for (let round = 0; round < 5; round += 1) {
      const { id } = await stage('to-visit');
      await client.questions.answer({ id, answer: yes });
      await client.questions.answer({ id, answer: yes });
    }
    expect(await called).toBe('PAGE_NOT_VISITED');
  });

  test('waits for nobody once the server is gone', async () => {
    const { client, pending, stage, call } = await setUp();
    const called = call('page');
    await stage('to-visit');
    await client.servers.setEnabled({ name: 'shop', enabled: false });
    expect(await called).not.toBe('paid');
    expect(await pending()).toEqual([]);
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { ServerView } from '../../../src/shared/domain/server.ts';
import { waitFor } from '../../support/processes.ts';
import type { EventHub } from '../../../src/main/ipc/event-hub.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let running: TestHost;

beforeEach(async () => {
  running = await startTestHost();
});
afterEach(async () => {
  await running.remove();
});

const draft = (title: string) => ({
  title,
  transport: { type: 'streamable-http' as const, url: 'http://127.0.0.1:9/mcp' },
  enabled: false,
});

const leftOut = () =>
  running.host.snapshot().notices.filter(({ code }) => code === 'RECORD_LEFT_OUT');

test('one server that does not fit is left out of snapshot and list, once told; all else works', async () => {
  const { client, served } = running;
  const good = await client.servers.create({ draft: draft('Good') });
  const bad: ServerView = { ...good, name: 'bad', title: 'x'.repeat(201) };
  const { snapshot } = served.host;
  const { list } = served.services.servers;
  Object.assign(served.host, {
    snapshot: () => ({ ...snapshot(), servers: [bad, ...snapshot().servers] }),
  });
  Object.assign(served.services.servers, {
    list: () => {
      const page = list({ limit: 100 });
      return page.ok ? { ...page, value: { ...page.value, items: [good, bad] } } : page;
    },
  });

  expect((await client.app.snapshot({})).servers.map(({ name }) => name)).toEqual(['good']);
  expect((await client.servers.list({})).items.map(({ name }) => name)).toEqual(['good']);
  await client.app.snapshot({});
  expect(leftOut().map(({ params }) => params)).toEqual([
    { name: 'x'.repeat(60), place: 'servers.title' },
    { name: 'x'.repeat(60), place: 'items.title' },
  ]);
});

test('an event that does not fit is not told; the stream goes on, without a gap', async () => {
  const { client, host } = running;
  const stop = new AbortController();
  const heard: string[] = [];
  const ends: number[] = [0];
  const begins: number[] = [];
  const events = await client.events.subscribe({}, { signal: stop.signal });
  const listening = (async () => {
    for await (const batch of events) {
      heard.push(...batch.events.map(({ kind }) => kind));
      begins.push(batch.seq - batch.events.length);
      ends.push(batch.seq);
    }
  })().catch(() => undefined);
  const server = await client.servers.create({ draft: draft('Good') });
  const hub = host.events as EventHub;
  hub.publish({ kind: 'server-saved', server: { ...server, title: 'x'.repeat(201) } });
  hub.flush();
  await client.servers.setEnabled({ name: 'good', enabled: true });
  await waitFor('what came after', () => heard.includes('connection-changed'));

  await waitFor('the notice', () => heard.includes('notice-added'));
  expect(leftOut()).toHaveLength(1);
  expect(heard.filter((kind) => kind === 'server-saved').length).toBeGreaterThan(0);
  // Each batch begins where the one before ended.
  expect(begins).toEqual(ends.slice(0, -1));
  stop.abort();
  await listening;
});

import type { Client } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { addEverything, connectHttpApp, startHttpDoor } from '../../support/http-door.ts';
import type { HttpDoorHost } from '../../support/http-door.ts';
import { waitFor } from '../../support/processes.ts';

let running: HttpDoorHost;
const apps: Client[] = [];

const app = async (
  ...[options]: Parameters<typeof connectHttpApp> extends [unknown, ...infer R] ? R : never
) => {
  const client = await connectHttpApp(running, options);
  apps.push(client);
  return client;
};

beforeAll(async () => {
  running = await startHttpDoor({ questions: 'window' });
  await addEverything(running);
});

afterEach(async () => {
  await Promise.all(apps.splice(0).map((client) => client.close()));
});

afterAll(() => running.remove());

describe.each(['legacy', 'modern'] as const)('an app of the %s era over HTTP', (era) => {
  test('gets every tool of every server at once and calls them', async () => {
    const client = await app({ era });
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toContain('sample_echo');
    expect(names).toContain('everything_echo');
    const { content } = await client.callTool({
      name: 'everything_echo',
      arguments: { message: 'over HTTP' },
    });
    expect(JSON.stringify(content)).toContain('over HTTP');
  });

  test('reports of progress come before the result', async () => {
    const client = await app({ era });
    const seen: number[] = [];
    await client.callTool(
      { name: 'sample_slow', arguments: { seconds: 1 } },
      { onprogress: ({ progress }) => void seen.push(progress) },
    );
    expect(seen.length).toBeGreaterThanOrEqual(2);
  });

  test('is told when what is offered changes', async () => {
    const client = await app({ era });
    let isTold = false;
    client.setNotificationHandler('notifications/tools/list_changed', () => void (isTold = true));
    if (era === 'modern') await client.listen({ toolsListChanged: true });
    await running.client.servers.setEnabled({ name: 'sample', enabled: false });
    await waitFor('the word of it', () => isTold);
    expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain('sample_echo');
    await running.client.servers.setEnabled({ name: 'sample', enabled: true });
    await running.reached('sample', 'ready');
  });

  test('cancels a call, which the server sees', async () => {
    const client = await app({ era });
    const leaving = new AbortController();
    const call = client.callTool(
      { name: 'sample_slow', arguments: { seconds: 60 } },
      { signal: leaving.signal, onprogress: () => leaving.abort() },
    );
    await expect(call).rejects.toThrow();
    await waitFor('its end in the log', async () => {
      const log = await running.client.logs.tail({ name: 'sample' });
      return log.some(
        ({ text, level }) => /tools\/call slow · Probe/.test(text) && level === 'error',
      );
    });
  });

  test('asked for one server, it gets that one alone, under its own names', async () => {
    const client = await app({ era, path: '/mcp/server/everything' });
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toContain('echo');
    expect(names.some((name) => name.startsWith('everything_'))).toBe(false);
  });
});

test('a legacy app answers what a server asks because of its call', async () => {
  const client = await app({ capabilities: { elicitation: { form: {} } } });
  client.setRequestHandler('elicitation/create', () => ({
    action: 'accept' as const,
    content: { name: 'Ada' },
  }));
  const { content } = await client.callTool({
    name: 'everything_trigger-elicitation-request',
    arguments: {},
  });
  expect(JSON.stringify(content)).toMatch(/Ada|accept/i);
});

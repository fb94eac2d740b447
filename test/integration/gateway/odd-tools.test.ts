import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { addAgreed } from '../../support/add-agreed.ts';
import { connectApp, scriptBridge, untilDoorIsOpen } from '../../support/bridge.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const file = fileURLToPath(
  new URL('../../fixtures/server-cases/s15-odd-parts.mjs', import.meta.url),
);
const odd = ['no-schema', 'null-schema', 'empty-schema', 'null-words', 'number-words', 'twice'];
let running: TestHost;

beforeAll(async () => {
  running = await startTestHost({ servesApps: true });
  running.host.start();
  await running.host.started;
  await untilDoorIsOpen(running.folder);
  for (const how of odd) {
    const transport = { type: 'stdio' as const, command: process.execPath, args: [file, how] };
    await running.reached(await addAgreed(running.client, { title: how, transport }), 'ready');
  }
}, 60_000);
afterAll(() => running.remove());

// An app checks the whole list at once: one tool out of shape would take all others with it.
test('no odd tool of one server takes the tools of the others from an app', async () => {
  const app = await connectApp(scriptBridge, running.folder, { app: 'lister' });
  try {
    const { tools } = await app.listTools();
    const named = tools.map(({ name }) => name);
    for (const how of odd) expect(named).toContain(`${how}_echo`);
    expect(tools.map(({ inputSchema }) => inputSchema.type)).toEqual(tools.map(() => 'object'));
    const answer = await app.callTool({ name: 'null-schema_echo', arguments: { a: 'x' } });
    expect(answer.content).toEqual([{ type: 'text', text: '{"a":"x"}' }]);
  } finally {
    await app.close();
  }
});

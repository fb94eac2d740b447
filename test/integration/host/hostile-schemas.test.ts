import { fileURLToPath } from 'node:url';

import { expect, onTestFinished, test } from 'vitest';

import { hostileSchemas } from '../../fixtures/schemas/hostile-schemas.mjs';
import { startTestHost } from '../../support/test-host.ts';

const file = fileURLToPath(
  new URL('../../fixtures/servers/stdio/hostile-schemas.mjs', import.meta.url),
);

test('a call that cannot be judged is made, is said to be unchecked, and holds up nobody', async () => {
  const { client, reached, remove } = await startTestHost();
  onTestFinished(() => remove());
  const transport = { type: 'stdio' as const, command: process.execPath, args: [file, '1/4'] };
  const draft = { title: 'Hostile', transport };
  const { preview } = await client.servers.preview({ draft });
  await client.servers.create({ draft, consent: preview?.consent });
  await reached('hostile', 'ready');
  const hostile = hostileSchemas[0];
  if (hostile === undefined) throw new Error('no schema');

  const ended: string[] = [];
  const call = async (name: string, tool: string, args: Record<string, unknown>) => {
    for await (const event of await client.catalog.callTool({ name, tool, args })) {
      if (event.kind !== 'result') continue;
      ended.push(name);
      return JSON.stringify(event.result.content);
    }
    return undefined;
  };
  const slow = call('hostile', 'schema_0', { ...hostile.args });
  // While that one is judged, main answers everybody else.
  const during = await client.app.snapshot({});
  ended.push('snapshot');
  expect(during.servers.map(({ name }) => name)).toEqual(['hostile']);
  expect(await slow).toContain('called schema_0');
  expect(ended).toEqual(['snapshot', 'hostile']);
  const entries = await client.logs.tail({ name: 'hostile' });
  expect(JSON.stringify(entries)).toContain('note.unchecked');
});

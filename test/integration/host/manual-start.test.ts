import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isDefinedError, safe } from '@orpc/client';
import { expect, onTestFinished, test } from 'vitest';

import { livingPrograms } from '../../support/processes.ts';
import { referenceServer } from '../../support/real-servers.ts';
import { startTestHost } from '../../support/test-host.ts';

const { command, args } = referenceServer('everything');
const draft = {
  title: 'By hand',
  start: 'manual' as const,
  transport: { type: 'stdio' as const, command, args: [...args] },
};
const name = 'by-hand';

test('a server that starts by a click alone is begun by no use, and by a click at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-manual-'));
  const first = await startTestHost({ folder });
  onTestFinished(() => first.remove());
  const { preview } = await first.client.servers.preview({ draft });
  const consent = preview?.consent;
  await first.client.servers.create({ draft, consent });
  await first.reached(name, 'ready');
  await first.close();

  const { host, client, reached, remove } = await startTestHost({ folder });
  onTestFinished(remove);
  host.start();
  await host.started;
  const ref = { type: 'ref/prompt' as const, name: 'completable-prompt' };
  const uses = {
    callTool: async () => {
      const call = { name, tool: 'echo', args: { message: 'hello' } };
      for await (const event of await client.catalog.callTool(call)) void event;
    },
    readResource: () => client.catalog.readResource({ name, uri: 'demo://resource/static/x' }),
    getPrompt: () => client.catalog.getPrompt({ name, prompt: 'simple-prompt', args: {} }),
    complete: () =>
      client.catalog.complete({ name, ref, argument: { name: 'department', value: 'E' } }),
    refresh: () => client.catalog.refresh({ name }),
  };
  for (const use of Object.values(uses)) {
    const { error } = await safe<unknown, Error>(use());
    expect(error).toMatchObject({
      code: 'UNAVAILABLE',
      data: { state: { kind: 'idle' }, failure: { code: 'NOT_STARTED' } },
    });
    expect(isDefinedError(error)).toBe(true);
  }
  expect(await livingPrograms()).toEqual([]);

  await client.connections.connect({ name });
  await reached(name, 'ready');
  expect((await uses.complete()).values).toContain('Engineering');
});

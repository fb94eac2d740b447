import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, onTestFinished, test } from 'vitest';

import { addAgreed } from '../../support/add-agreed.ts';
import { waitFor } from '../../support/processes.ts';
import { addServerFile } from '../../support/quirk-kit.ts';
import { startTestHost } from '../../support/test-host.ts';

const file = fileURLToPath(
  new URL('../../fixtures/quirk-servers/late-network.mjs', import.meta.url),
);

/** A folder in which a file stands for the network. */
async function switchableNetwork() {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-network-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'is-there');
  return { path, on: () => writeFile(path, ''), off: () => rm(path) };
}

const draft = (path: string, words: string) => ({
  title: 'Late',
  transport: { type: 'stdio' as const, command: process.execPath, args: [file, path, words] },
});

test.each([
  ['cause: getaddrinfo ENOTFOUND api.example.com', 'TARGET_UNREACHABLE'],
  ['Error: the moon is full', 'PROCESS_EXITED'],
])(
  'what worked in an earlier run is tried on when it ends at its start, and comes back by itself: %s',
  async (words, code) => {
    const network = await switchableNetwork();
    await network.on();
    const first = await startTestHost();
    const name = await addAgreed(first.client, draft(network.path, words));
    await first.reached(name, 'ready');
    await first.close();
    await network.off();

    const second = await startTestHost({ folder: first.folder });
    onTestFinished(() => second.remove());
    second.host.start();
    const state = await waitFor('more tries than a new server gets', () => {
      const seen = second.host.pool.status(name);
      const isOn = seen?.kind === 'waiting' && seen.attempt > 3;
      return isOn || seen?.kind === 'failed' ? seen : undefined;
    });
    expect(state).toMatchObject({ kind: 'waiting', failure: { code } });
    await network.on();
    await second.reached(name, 'ready');
  },
);

test('what never worked is left to a person after three', async () => {
  const network = await switchableNetwork();
  const running = await startTestHost();
  onTestFinished(() => running.remove());
  const transport = {
    type: 'stdio' as const,
    command: process.execPath,
    args: ['-e', 'console.error("Error: the moon is full"); process.exit(1)', network.path],
  };
  const name = await addAgreed(running.client, { title: 'Never', transport });
  expect(await running.reached(name, 'failed')).toMatchObject({
    failure: { code: 'PROCESS_EXITED', params: { words: 'Error: the moon is full' } },
  });
});

test('the wait that a refusal asks for is kept, whatever stands in its body', async () => {
  const running = await startTestHost();
  onTestFinished(() => running.remove());
  const folder = fileURLToPath(new URL('../../fixtures/quirk-servers/', import.meta.url));
  for (const status of ['429', '503']) {
    const before = Date.now();
    await using server = await addServerFile(running, {
      door: 'streamable-http',
      folder,
      file: 'refuses-lists.mjs',
      args: [status, '20'],
    });
    const state = await running.reached(server.name, 'waiting');
    expect(state.nextAttemptAt - before).toBeGreaterThanOrEqual(20_000);
  }
});

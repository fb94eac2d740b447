import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { connectApp, scriptBridge, untilDoorIsOpen } from '../../support/bridge.ts';
import { startTestHost } from '../../support/test-host.ts';

/** What the file says of each app. */
async function keptIn(folder: string): Promise<string> {
  const places = await readdir(folder, { recursive: true });
  const place = places.find((one) => one.endsWith('app-sightings.json')) ?? '';
  return readFile(join(folder, place), 'utf8');
}

test('every call an app made is counted when Patchbay ends, and the next run goes on from there', async () => {
  let folder: string | undefined;
  for (const total of [3, 6]) {
    const running = await startTestHost({
      ...{ servesApps: true, seedSample: true },
      ...(folder !== undefined && { folder }),
    });
    if (folder === undefined) onTestFinished(() => running.remove());
    ({ folder } = running);
    running.host.start();
    await running.host.started;
    await untilDoorIsOpen(folder);
    await running.reached('sample', 'ready');
    const app = await connectApp(scriptBridge, folder, { app: 'counted' });
    for (const text of ['one', 'two', 'three']) {
      await app.callTool({ name: 'sample_echo', arguments: { text } });
    }
    await app.close();
    await running.close();
    expect(await keptIn(folder)).toMatch(new RegExp(`"calls": ?${String(total)}\\b`));
  }
});

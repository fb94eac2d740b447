import { expect, test } from 'vitest';

import { createHost } from '../../../src/main/host/host.ts';
import type { HostDeps } from '../../../src/main/host/host.ts';

function hostWith(change: Partial<HostDeps> = {}) {
  const done: string[] = [];
  const step = (name: string) => () => {
    done.push(name);
    return Promise.resolve();
  };
  const unused = (): never => {
    throw new Error('not of this test');
  };
  const host = createHost({
    snapshot: unused,
    events: { subscribe: unused },
    openLink: unused,
    beforeStart: step('before'),
    startServers: () => void done.push('servers'),
    end: step('end'),
    release: step('release'),
    endNow: () => void done.push('end now'),
    ...change,
  });
  return { host, done };
}

test('starts once, however often it is asked', async () => {
  const { host, done } = hostWith();
  host.start();
  host.start();
  await host.started;
  expect(done).toEqual(['before', 'servers']);
});

test('no server is started once it ends, even if the start is still under way', async () => {
  let goOn = (): void => undefined;
  const { host, done } = hostWith({
    beforeStart: () => new Promise((resolve) => (goOn = resolve)),
  });
  host.start();
  const disposed = host.dispose();
  goOn();
  await Promise.all([host.started, disposed]);
  expect(done).toEqual(['end', 'release']);
});

test('says that it ends before it ends anything, and ends once', async () => {
  const { host, done } = hostWith();
  host.ending.addEventListener('abort', () => void done.push('ending'));
  await Promise.all([host.dispose(), host.dispose()]);
  expect(done).toEqual(['ending', 'end', 'release']);
});

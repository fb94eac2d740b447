import { expect, test } from 'vitest';

import { followLock } from '../../../src/main/host/late-lock.ts';
import type {
  DocumentLock,
  DocumentLockError,
  LateLock,
} from '../../../src/main/documents/locks.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const held: DocumentLock = {
  isHeld: () => Promise.resolve(true),
  release: () => Promise.resolve(),
  releaseNow: () => undefined,
};

function follow(refusal: DocumentLockError | undefined, complete: () => Promise<void>) {
  const told: string[] = [];
  let late: LateLock | undefined;
  const note = (text: string) => () => Promise.resolve(void told.push(text));
  const logger = createSilentLogger();
  followLock({
    lock: { ...held, refusal: () => refusal, whenLate: (given) => (late = given) },
    complete: async () => {
      told.push('complete');
      await complete();
    },
    granted: () => void told.push('granted'),
    rereads: [note('vault'), note('servers')],
    notices: {
      add: ({ code }) => void told.push(`says ${code}`),
      dismiss: (id) => void told.push(`no more ${id}`),
    },
    logger,
    now: () => 1,
  });
  return { told, logger, late: () => late };
}

test('completes what the other one began, reads all of it, and only then takes the notice away', async () => {
  const { told, late } = follow({ code: 'IN_USE', pid: 1 }, () => Promise.resolve());
  expect(told).toEqual(['says DATA_FOLDER_IN_USE']);
  await late()?.prepare(held);
  expect(told.slice(1)).toEqual(['complete', 'vault', 'servers']);
  late()?.granted();
  expect(told.slice(4)).toEqual(['no more DATA_FOLDER_IN_USE', 'granted']);
});

test('reads what can be read when something goes wrong, and says so in the log', async () => {
  const failing = () => Promise.reject(new Error('no'));
  const { told, late, logger } = follow({ code: 'FAILED', detail: 'EROFS' }, failing);
  await late()?.prepare(held);
  expect(told).toEqual(['says STORAGE_FAILED', 'complete', 'vault', 'servers']);
  expect(logger.lines).toHaveLength(1);
});

test('does nothing where the folder is free', () => {
  const { told, late } = follow(undefined, () => Promise.resolve());
  expect([told, late()]).toEqual([[], undefined]);
});

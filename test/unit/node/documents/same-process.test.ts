import { expect, test } from 'vitest';
import { createSameProcess } from '../../../../src/main/node/documents/same-process.ts';
import { momentMark } from '../../../../src/main/node/orphans/start-mark.ts';

const at = Date.parse('2026-01-05T10:00:00Z');
const row = (pid: number, startedAtMs: number) => ({
  ...{ pid, parentPid: 1, groupId: pid, zombie: false },
  startedAt: new Date(startedAtMs).toISOString(),
});
const owner = { pid: 42, startMark: momentMark(at), takenAt: at + 500 };

test.each([
  ['it is the one', owner, [row(42, at + 300)], true],
  ['the number was given to another', owner, [row(42, at + 60_000)], false],
  ['the number was another’s before', owner, [row(42, at - 60_000)], false],
  ['there is none of that number', owner, [row(7, at)], false],
  ['nothing can be listed', owner, [], null],
  [
    'a lock of old, and one that began after it',
    { ...owner, startMark: null },
    [row(42, at + 9_000)],
    false,
  ],
  ['a lock of old, and one that was there', { ...owner, startMark: null }, [row(42, at)], true],
  [
    'Linux, by its own marks',
    { ...owner, startMark: '777' },
    [{ ...row(42, 0), startedAt: '777' }],
    true,
  ],
  ['Linux, another', { ...owner, startMark: '777' }, [{ ...row(42, 0), startedAt: '778' }], false],
])('%s', async (_, asked, rows, answer) => {
  expect(await createSameProcess(async () => rows)(asked)).toBe(answer);
});

test('looks once a minute where the answer stays, for listing takes long', async () => {
  let [asked, now] = [0, 0];
  const isSame = createSameProcess(
    async () => {
      asked += 1;
      return [row(42, at)];
    },
    () => now,
  );
  for (let time = 0; time < 60_000; time += 1_000) {
    now = time;
    await isSame(owner);
  }
  expect(asked).toBe(1);
  now = 60_000;
  await isSame(owner);
  expect(asked).toBe(2);
  await isSame({ ...owner, pid: 43 });
  expect(asked).toBe(3);
});

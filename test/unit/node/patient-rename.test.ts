import { expect, test } from 'vitest';

import { createPatientRename } from '../../../src/main/node/documents/patient-rename.ts';

/** A file that is held for the first `times` tries. */
function held(times: number, code: string) {
  let tries = 0;
  const waits: number[] = [];
  return {
    waits,
    tries: () => tries,
    rename: () => {
      tries += 1;
      const isHeld = tries <= times;
      return isHeld ? Promise.reject(Object.assign(new Error(code), { code })) : Promise.resolve();
    },
    wait: (ms: number) => Promise.resolve(waits.push(ms)),
  };
}

test.each(['EPERM', 'EACCES', 'EBUSY'])(
  'on Windows a file that is held is waited for (%s)',
  async (code) => {
    const file = held(5, code);
    await createPatientRename({ platform: 'win32', ...file })('a', 'b');
    expect(file.tries()).toBe(6);
    expect(file.waits).toEqual([5, 10, 15, 20, 25]);
  },
);

test('on Windows one that is held for good is given up, with the system’s own error', async () => {
  const file = held(Infinity, 'EBUSY');
  const renamed = createPatientRename({ platform: 'win32', ...file })('a', 'b');
  await expect(renamed).rejects.toMatchObject({ code: 'EBUSY' });
  const waitedMs = file.waits.reduce((sum, ms) => sum + ms, 0);
  expect(waitedMs).toBeGreaterThanOrEqual(3_000);
  expect(waitedMs).toBeLessThan(3_100);
  // Long ones would sleep through the moments in which nobody holds it.
  expect(Math.max(...file.waits)).toBe(25);
});

test('another refusal counts at once', async () => {
  const file = held(1, 'ENOSPC');
  const renamed = createPatientRename({ platform: 'win32', ...file })('a', 'b');
  await expect(renamed).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(file.tries()).toBe(1);
});

test.each(['linux', 'darwin'] as const)('on %s a refusal is one', async (platform) => {
  const file = held(1, 'EACCES');
  const renamed = createPatientRename({ platform, ...file })('a', 'b');
  await expect(renamed).rejects.toMatchObject({ code: 'EACCES' });
  expect(file.waits).toEqual([]);
});

import { expect, test } from 'vitest';

import type { OAuth } from '../../../src/main/oauth/oauth.ts';
import { createEarlierSignIns } from '../../../src/main/sign-in/earlier-sign-ins.ts';
import { createSignedIn } from '../../../src/main/sign-in/signed-in.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

function kit({ hasRecords = true, isBroken = false } = {}) {
  const logger = createSilentLogger();
  const signedIn = createSignedIn(logger);
  let loads = 0;
  const untilKnown = createEarlierSignIns({
    oauth: {
      hasRecords: () => Promise.resolve(hasRecords),
      load() {
        loads += 1;
        if (isBroken) return Promise.reject(new Error('broken'));
        const names = [{ owner: 'work', serverName: 'docs' }];
        return Promise.resolve({ names: () => Promise.resolve(names) } as unknown as OAuth);
      },
    },
    signedIn,
    logger,
  });
  return { untilKnown, signedIn, logger, loads: () => loads };
}

test('who signed in earlier is known before anything goes on, and read once', async () => {
  const { untilKnown, signedIn, loads } = kit();
  const [first, second] = [untilKnown(), untilKnown()];
  expect(first).toBeInstanceOf(Promise);
  expect(signedIn.has('work', 'docs')).toBe(false);
  await Promise.all([first, second]);
  expect(signedIn.has('work', 'docs')).toBe(true);
  expect(untilKnown()).toBeUndefined();
  expect(loads()).toBe(1);
});

test('where nobody ever signed in nothing is loaded', async () => {
  const { untilKnown, loads } = kit({ hasRecords: false });
  await untilKnown();
  expect(untilKnown()).toBeUndefined();
  expect(loads()).toBe(0);
});

test('records that cannot be read are said, and hold up nobody', async () => {
  const { untilKnown, logger } = kit({ isBroken: true });
  await untilKnown();
  expect(untilKnown()).toBeUndefined();
  expect(logger.lines).toEqual([expect.stringContaining('it is not known who is signed in')]);
});

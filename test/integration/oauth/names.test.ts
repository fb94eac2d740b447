import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { keptNames } from '../../../src/main/oauth/kept-sign-ins.ts';
import { createSealedKit } from '../../support/sealed-kit.ts';
import { createSharedKeyStore } from '../../support/shared-key-store.ts';

test('who is signed in is known while the keyring does not answer, and it is not even asked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-names-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { records } = createSealedKit(folder);
  const record = { bound: 'https://as.example', text: 'tokens' };
  await records.write({ kind: 'grant', parts: ['personal', 'notes'] }, record);
  await records.write({ kind: 'flow', parts: ['some'] }, record);

  let asked = 0;
  const silent = {
    ...createSharedKeyStore('kit'),
    unprotect() {
      asked += 1;
      return new Promise<never>(() => undefined);
    },
  };
  const later = createSealedKit(folder, { keys: silent });
  expect(await keptNames(later.records)).toEqual([{ owner: 'personal', serverName: 'notes' }]);
  expect(asked).toBe(0);
});

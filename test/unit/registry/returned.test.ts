import { expect, test } from 'vitest';

import type { SecretUse } from '../../../src/main/kernel/secret-store.ts';
import type { StorageRefusal } from '../../../src/main/registry/registry-error.ts';
import { saveReturned } from '../../../src/main/registry/returned.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { createFakeSecrets } from '../../support/fake-secrets.ts';
import { createMemoryAgreements } from '../../support/memory-agreements.ts';

const launch = 'launch';
const origin = 'https://notes.example';
const full: StorageRefusal = { code: 'STORAGE_FAILED', reason: 'DISK_FULL', detail: '' };
const usedBy = (holder: string): readonly SecretUse[] => [{ holder, recipient: origin }];

/** A program that was agreed to and a server with a key, both removed. */
async function removed() {
  const agreements = createMemoryAgreements();
  agreements.agree('files', launch);
  agreements.putAside('files');
  const secrets = createFakeSecrets();
  const key = await secrets.put('key', usedBy('notes'));
  const files = serverDefinitionSchema.parse({
    name: 'files',
    title: 'Files',
    transport: { type: 'stdio', command: 'files' },
    createdAt: 1,
    updatedAt: 1,
  });
  const notes = serverDefinitionSchema.parse({
    name: 'notes',
    title: 'Notes',
    transport: {
      type: 'streamable-http',
      url: `${origin}/mcp`,
      headers: { X: { kind: 'secret', secretId: key.ok ? key.value : '' } },
    },
    createdAt: 1,
    updatedAt: 1,
  });
  const returned = [
    { former: files, server: files },
    { former: notes, server: { ...notes, name: 'notes-2' } },
  ];
  return {
    comesBack: (save: 'works' | 'fails') =>
      saveReturned<void>(returned, { agreements, secrets }, () =>
        Promise.resolve(save === 'works' ? ok(undefined) : err(full)),
      ),
    isAgreed: () => agreements.isAgreed('files', launch),
    uses: () => [...secrets.uses.values()].flat(),
  };
}

test('what comes back has what was agreed to, and under another name its key', async () => {
  const { comesBack, isAgreed, uses } = await removed();
  expect((await comesBack('works')).ok).toBe(true);
  expect(await isAgreed()).toBe(true);
  expect(uses()).toEqual(usedBy('notes-2'));
});

test('where the disk fails, neither is so, and both are when it is tried again', async () => {
  const { comesBack, isAgreed, uses } = await removed();
  expect(await comesBack('fails')).toEqual(err(full));
  expect(await isAgreed()).toBe(false);
  expect(uses()).toEqual(usedBy('notes'));
  expect((await comesBack('works')).ok).toBe(true);
  expect(await isAgreed()).toBe(true);
  expect(uses()).toEqual(usedBy('notes-2'));
});

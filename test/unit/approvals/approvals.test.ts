import { expect, test } from 'vitest';

import type { ApprovalFile } from '../../../src/main/approvals/approval-file.ts';
import type { SecretError } from '../../../src/main/kernel/secret-store.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { approvalKit } from '../../support/approval-kit.ts';
import { settle } from '../../support/fake-clock.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import { pinKey } from '../../support/pin-kit.ts';

const yes = {
  kind: 'allow-app',
  caller: 'app:Cursor',
  tools: [{ tool: 'erase', print: 'p' }],
  place: 'launch 1',
} as const;
const never = { kind: 'choose', choice: 'never', tools: yes.tools, place: 'launch 1' } as const;

async function saved() {
  const kit = approvalKit();
  await kit.approvals.decide('files', yes);
  await kit.approvals.decide('files', never);
  await kit.approvals.decide('files', { kind: 'believe', isBelieved: true, place: 'launch 1' });
  await kit.approvals.settled();
  const text = kit.documents.get('files')?.text ?? '';
  return JSON.parse(text) as ApprovalFile;
}

const foundIn = async (file: ApprovalFile, name = 'files') => {
  const kit = approvalKit({ documents: new Map([[name, createMemoryDocument(file)]]) });
  const { isBelieved, tools, apps } = await kit.approvals.of(name);
  return { isBelieved, tools: tools.size, apps: apps.size };
};
const nothing = { isBelieved: false, tools: 0, apps: 0 };

test('what was decided is there again, and only as it was sealed', async () => {
  const file = await saved();
  expect(await foundIn(file)).toEqual({ isBelieved: true, tools: 1, apps: 0 });
  const forged: readonly Partial<ApprovalFile>[] = [
    { isBelieved: false },
    { place: 'launch 2' },
    { tools: [] },
    { tools: [['erase', 'always', 'p']] },
    { apps: [['app:Cursor', [['erase', 'p']]]] },
    { revision: file.revision + 1 },
    { keyId: 'other' },
    { seal: '' },
    { seal: file.seal.replace(/^./, (one) => (one === '0' ? '1' : '0')) },
  ];
  for (const change of forged) expect(await foundIn({ ...file, ...change })).toEqual(nothing);
  expect(await foundIn(file, 'mail')).toEqual(nothing);
});

test('a damaged file is asked about again, and a save leaves no earlier generation', async () => {
  const document = createMemoryDocument<ApprovalFile>();
  document.loadResult = { status: 'lost', damagedFile: 'x' };
  const kit = approvalKit({ documents: new Map([['files', document]]) });
  expect((await kit.approvals.of('files')).apps.size).toBe(0);
  const before = document.saves;
  await kit.approvals.decide('files', never);
  await kit.approvals.settled();
  expect(document.saves - before).toBe(4);
});

test('while the key is away nothing is proven; what is decided then comes on top later', async () => {
  const first = approvalKit();
  await first.approvals.decide('files', yes);
  await first.approvals.settled();
  let isLocked = true;
  const locked: SecretError = { code: 'LOCKED', detail: 'locked' } as never;
  const kit = approvalKit({
    documents: first.documents,
    deriveKey: () => Promise.resolve(isLocked ? err(locked) : ok(pinKey)),
  });
  expect((await kit.approvals.of('files')).apps.size).toBe(0);
  const text = first.documents.get('files')?.text;
  const other = { ...yes, caller: 'app:Other' };
  await kit.approvals.decide('files', other);
  await kit.approvals.settled();
  expect((await kit.approvals.of('files')).apps.has('app:Other')).toBe(true);
  expect(first.documents.get('files')?.text).toBe(text);
  isLocked = false;
  kit.tellVault();
  await settle();
  expect([...(await kit.approvals.of('files')).apps.keys()]).toEqual(['app:Cursor', 'app:Other']);
  await kit.approvals.settled();
  const again = approvalKit({ documents: first.documents });
  expect((await again.approvals.of('files')).apps.size).toBe(2);
});

test('a server that was removed begins anew', async () => {
  const kit = approvalKit();
  await kit.approvals.decide('files', yes);
  await kit.approvals.drop('files');
  expect((await kit.approvals.of('files')).apps.size).toBe(0);
  expect(kit.documents.get('files')?.text).toBeUndefined();
});

test('a decision about another launch keeps what refuses and ends what allowed', async () => {
  const kit = approvalKit();
  await kit.approvals.decide('files', { ...never, tools: [{ tool: 'send', print: 's' }] });
  await kit.approvals.decide('files', yes);
  await kit.approvals.decide('files', { kind: 'believe', isBelieved: true, place: 'launch 1' });
  await kit.approvals.decide('files', { ...yes, caller: 'app:Other', place: 'launch 2' });
  const { isBelieved, tools, apps, place } = await kit.approvals.of('files');
  expect([place, isBelieved, [...tools.keys()], [...apps.keys()]]).toEqual([
    'launch 2',
    false,
    ['send'],
    ['app:Other'],
  ]);
});

test('a narrower word about a tool ends what an app was allowed', async () => {
  const kit = approvalKit();
  await kit.approvals.decide('files', yes);
  await kit.approvals.decide('files', { ...never, choice: 'ask' });
  expect((await kit.approvals.of('files')).apps.size).toBe(0);
});

import { expect, test } from 'vitest';

import { openDecisions, sealDecisions } from '../../../src/main/approvals/approval-file.ts';
import type { ApprovalFile } from '../../../src/main/approvals/approval-file.ts';
import { noDecisions } from '../../../src/main/approvals/decisions.ts';
import { sealText } from '../../../src/main/vault/seal.ts';
import { approvalKit } from '../../support/approval-kit.ts';
import { settle } from '../../support/fake-clock.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';

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
  return { file: JSON.parse(text) as ApprovalFile, notes: kit.notes };
}

const foundIn = async (
  file: ApprovalFile | undefined,
  notes: Map<string, string>,
  at = 'files',
) => {
  const kit = approvalKit({ documents: new Map([[at, createMemoryDocument(file)]]), notes });
  const { isBelieved, tools, apps, isIncomplete } = await kit.approvals.of(at);
  return { isBelieved, tools: tools.size, apps: apps.size, isIncomplete };
};
const nothing = { isBelieved: false, tools: 0, apps: 0, isIncomplete: true };

test('what was decided is there again, and only as it was sealed', async () => {
  const { file, notes } = await saved();
  const whole = { isBelieved: true, tools: 1, apps: 0, isIncomplete: false };
  expect(await foundIn(file, notes)).toEqual(whole);
  const forged: readonly Partial<ApprovalFile>[] = [
    { isBelieved: false },
    { place: 'launch 2' },
    { tools: [] },
    { tools: [['erase', 'always', 'p']] },
    { apps: [['app:Cursor', [['erase', 'p']]]] },
    { isIncomplete: true },
    { revision: file.revision + 1 },
    { keyId: 'other' },
    { seal: '' },
    { seal: file.seal.replace(/^./, (one) => (one === '0' ? '1' : '0')) },
  ];
  for (const change of forged)
    expect(await foundIn({ ...file, ...change }, notes)).toEqual(nothing);
  expect(await foundIn(file, notes, 'mail')).toEqual(nothing);
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
  const { documents, notes } = first;
  const kit = approvalKit({ documents, notes, isLocked: () => isLocked });
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
  const again = approvalKit({ documents, notes });
  expect((await again.approvals.of('files')).apps.size).toBe(2);
});

test('a server that was removed begins anew', async () => {
  const kit = approvalKit();
  await kit.approvals.decide('files', yes);
  await kit.approvals.putAside('files');
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

test('a file that was sealed for another server says nothing, in either layout', () => {
  const key = { keyId: 'k', bytes: new Uint8Array(32).fill(7) };
  const place = 'launch 1';
  const choice = { choice: 'always', print: 'p' } as const;
  const decisions = { ...noDecisions, place, tools: new Map([['erase', choice]]) };
  const file = sealDecisions(key, 'files', { decisions, revision: 1 });
  expect(openDecisions(key, 'files', file)?.value.decisions).toEqual(decisions);
  expect(openDecisions(key, 'mail', file)).toBeUndefined();
  const content = [place, false, [['erase', 'always', 'p']], [], 1];
  const text = JSON.stringify(['patchbay-approval', 1, 'k', 'files', ...content]);
  const earlier = { ...file, ...sealText(key, text) };
  expect(openDecisions(key, 'files', earlier)?.isAnchored).toBe(false);
  expect(openDecisions(key, 'mail', earlier)).toBeUndefined();
});

import { createHmac } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import type { ApprovalFile } from '../../../src/main/approvals/approval-file.ts';
import type { DecisionChange } from '../../../src/main/approvals/decisions.ts';
import { approvalKit } from '../../support/approval-kit.ts';
import { pinKey } from '../../support/sealing-vault.ts';

const place = 'launch 1';
const tools = [{ tool: 'erase', print: 'p' }];
const allow: DecisionChange = { kind: 'allow-app', caller: 'app:Cursor', tools, place };
const choose = (choice: 'ask' | 'never'): DecisionChange => ({
  kind: 'choose',
  choice,
  tools,
  place,
});

/** A home where one app was allowed a tool and that was taken back, and what lay there before. */
async function takenBack(last: DecisionChange = choose('never')) {
  const kit = approvalKit();
  await kit.approvals.decide('files', allow);
  await kit.approvals.settled();
  const document = kit.documents.get('files');
  if (document === undefined) throw new Error('nothing was saved');
  const earlier = document.text ?? '';
  await kit.approvals.decide('files', last);
  await kit.approvals.settled();
  return { documents: kit.documents, document, notes: kit.notes, earlier };
}
type Home = Pick<Awaited<ReturnType<typeof takenBack>>, 'documents' | 'notes'>;

const found = async (home: Home, key = 'files') => {
  const { apps, tools: decided, isIncomplete } = await approvalKit(home).approvals.of(key);
  return { apps: apps.size, refused: [...decided.keys()], isIncomplete };
};
const lost = { apps: 0, refused: [], isIncomplete: true };

describe('a yes that was taken back does not come back', () => {
  test('with the earlier file', async () => {
    const home = await takenBack();
    home.document.text = home.earlier;
    expect(await found(home)).toEqual(lost);
  });

  test('nor does a no go with the file', async () => {
    const home = await takenBack();
    home.document.text = undefined;
    expect(await found(home)).toEqual(lost);
    expect(await approvalKit(home).approvals.isRefused('files', 'other')).toBe(true);
  });

  test('with a file the vault has no row of', async () => {
    const { documents, document, earlier } = await takenBack();
    document.text = earlier;
    expect(await found({ documents, notes: new Map() })).toEqual(lost);
  });

  test('where the disk took nothing of the later word', async () => {
    const kit = approvalKit();
    await kit.approvals.decide('files', allow);
    await kit.approvals.settled();
    const document = kit.documents.get('files');
    if (document === undefined) throw new Error('nothing was saved');
    document.saveError = { code: 'DISK_FULL', detail: '' };
    await kit.approvals.decide('files', choose('never'));
    await kit.approvals.settled();
    expect(await found(kit)).toEqual(lost);
  });

  test('after a kill between the file and the word to the vault, once that was settled', async () => {
    const kit = approvalKit();
    await kit.approvals.decide('files', allow);
    await kit.approvals.settled();
    const earlier = kit.documents.get('files')?.text;
    kit.limitNotes(1);
    await kit.approvals.decide('files', choose('never'));
    await kit.approvals.settled();
    const next = approvalKit(kit);
    expect([...(await next.approvals.of('files')).tools.keys()]).toEqual(['erase']);
    await next.approvals.settled();
    const document = kit.documents.get('files');
    if (document !== undefined) document.text = earlier;
    expect(await found(kit)).toEqual(lost);
  });
});

test('every generation of one save is as good as the last', async () => {
  const kit = approvalKit();
  await kit.approvals.decide('files', allow);
  const document = kit.documents.get('files');
  if (document === undefined) throw new Error('nothing was opened');
  const save = document.save.bind(document);
  const generations: string[] = [];
  document.save = async (file) => {
    const saved = await save(file);
    generations.push(document.text ?? '');
    return saved;
  };
  await kit.approvals.settled();
  expect(new Set(generations).size).toBe(4);
  for (const text of generations) {
    document.text = text;
    expect(await found(kit)).toMatchObject({ apps: 1, isIncomplete: false });
  }
});

test('of a file that an earlier version made only what refuses counts, and is anchored then', async () => {
  const home = await takenBack(choose('ask'));
  const file = JSON.parse(home.document.text ?? '') as ApprovalFile;
  const { keyId } = pinKey;
  const content = {
    place,
    isBelieved: true,
    tools: [
      ['erase', 'never', 'p'],
      ['send', 'always', 'p'],
    ] as ApprovalFile['tools'],
    apps: [['app:Cursor', [['send', 'p']]]] as ApprovalFile['apps'],
    revision: file.revision,
  };
  const text = JSON.stringify(['patchbay-approval', 1, keyId, 'files', ...Object.values(content)]);
  const seal = createHmac('sha256', pinKey.bytes).update(text).digest('hex');
  const former = { ...content, isIncomplete: false, keyId, seal };
  home.document.text = JSON.stringify(former);
  expect(await found(home)).toEqual(lost);
  const notes = new Map<string, string>();
  const kit = approvalKit({ documents: home.documents, notes });
  expect((await kit.approvals.of('files')).apps.size).toBe(0);
  expect((await kit.approvals.of('files')).isBelieved).toBe(false);
  expect([...(await kit.approvals.of('files')).tools.keys()]).toEqual(['erase']);
  await kit.approvals.settled();
  home.document.text = JSON.stringify(former);
  expect(await found({ documents: home.documents, notes })).toEqual(lost);
});

describe('a server that goes and comes', () => {
  test('is not allowed what it was, and what was refused of it may be', async () => {
    const home = await takenBack();
    const last = home.document.text;
    const kit = approvalKit(home);
    await kit.approvals.putAside('files');
    expect((await kit.approvals.of('files')).isIncomplete).toBe(true);
    for (const text of [home.earlier, last]) {
      home.document.text = text;
      expect(await found(home)).toEqual(lost);
    }
    home.document.text = undefined;
    expect(await found(home)).toEqual(lost);
  });

  test('and is added anew by a person begins with nothing, in this run and the next', async () => {
    const home = await takenBack();
    const kit = approvalKit(home);
    await kit.approvals.putAside('files');
    await kit.approvals.startAnew('files');
    expect((await kit.approvals.of('files')).isIncomplete).toBe(false);
    expect(await found(home)).toEqual({ apps: 0, refused: [], isIncomplete: false });
    home.document.text = home.earlier;
    expect(await found(home)).toEqual(lost);
  });

  test('of which nothing was ever decided is as before', async () => {
    const kit = approvalKit();
    await kit.approvals.putAside('files');
    expect((await kit.approvals.of('files')).isIncomplete).toBe(false);
    expect(await kit.approvals.isRefused('files', 'erase')).toBe(false);
  });
});

test('a no under another owner still counts as one, that of another server does not', async () => {
  const kit = approvalKit();
  await kit.approvals.decide('work/files', choose('never'));
  await kit.approvals.decide('mail', choose('never'));
  await kit.approvals.settled();
  const next = approvalKit(kit);
  expect(await next.approvals.isRefused('files', 'erase')).toBe(true);
  expect(await next.approvals.isRefused('files', 'send')).toBe(false);
  expect(await next.approvals.isRefused('notes', 'erase')).toBe(false);
});

test('only a word on the server’s page makes what was lost whole again', async () => {
  const home = await takenBack();
  home.document.text = undefined;
  const kit = approvalKit(home);
  await kit.approvals.decide('files', allow);
  await kit.approvals.settled();
  expect(await found(home)).toMatchObject({ apps: 1, isIncomplete: true });
  await kit.approvals.decide('files', choose('ask'));
  await kit.approvals.settled();
  expect(await found(home)).toMatchObject({ isIncomplete: false });
});

import { createHmac } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { limitedOffer } from '../../../src/main/app-rights/limited-offer.ts';
import { createRights } from '../../../src/main/app-rights/rights.ts';
import type { RightsFile } from '../../../src/main/app-rights/rights-file.ts';
import { ownerOf, offerOfAll, offerOfOne } from '../../../src/main/gateway/offer.ts';
import type { AppRights } from '../../../src/shared/domain/app-rights.ts';
import { nothingAllowed, unlimited } from '../../../src/shared/domain/usual-rights.ts';
import { settle } from '../../support/fake-clock.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import type { MemoryDocument } from '../../support/memory-document.ts';
import { catalogWith, hashOf } from '../../support/pin-kit.ts';
import { pinKey, sealingVault } from '../../support/sealing-vault.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const reads = {
  name: 'look',
  inputSchema: { type: 'object' },
  annotations: { readOnlyHint: true },
};
const writes = { name: 'send', inputSchema: { type: 'object' } };
const servers = ['mail', 'files'].map((name) => ({
  name,
  handle: name,
  catalog: catalogWith({
    tools: [reads, writes],
    prompts: [{ name: 'ask' }],
    resourceTemplates: [{ uriTemplate: `${name}://{id}`, name: 'Note' }],
  }),
}));
const all = offerOfAll(servers, hashOf);

const seen = (rights: AppRights, offer = all) => {
  const { tools, prompts, resourceTemplates, servers: there } = limitedOffer(offer, rights);
  return [[...tools.keys()], [...prompts.keys()], resourceTemplates.length, there.size];
};

test('an app without limits sees what there is, as the same offer', () => {
  expect(limitedOffer(all, unlimited)).toBe(all);
});

test('a set of servers hides all of the others: tools, prompts, templates and addresses', () => {
  const rights = { ...unlimited, servers: ['mail'] };
  expect(seen(rights)).toEqual([['mail_look', 'mail_send'], ['mail_ask'], 1, 1]);
  const offer = limitedOffer(all, rights);
  expect(ownerOf(offer, 'patchbay+mail:mail://1')?.server).toBe('mail');
  expect(ownerOf(offer, 'patchbay+files:files://1')).toBeUndefined();
  expect(limitedOffer(all, rights)).toBe(offer);
});

test('a set without a server that is there leaves nothing', () => {
  for (const names of [[], ['gone']]) {
    expect(seen({ ...unlimited, servers: names })).toEqual([[], [], 0, 0]);
  }
  expect(seen(nothingAllowed)).toEqual([[], [], 0, 0]);
  expect(seen({ ...unlimited, isBlocked: true })).toEqual([[], [], 0, 0]);
});

test('only what says that it only reads', () => {
  expect(seen({ ...unlimited, isReadOnly: true })).toEqual([
    ['mail_look', 'files_look'],
    ['mail_ask', 'files_ask'],
    2,
    2,
  ]);
});

test('an app that asked for one server has it whole or not at all', () => {
  const [mail] = servers;
  const one = offerOfOne(mail ?? { name: '', handle: '', catalog: null });
  expect(seen({ ...unlimited, servers: ['mail'] }, one)).toEqual([['look', 'send'], ['ask'], 1, 1]);
  const denied = limitedOffer(one, { ...unlimited, servers: ['files'] });
  expect([denied.tools.size, denied.resourceTemplates.length, denied.only]).toEqual([
    0,
    0,
    undefined,
  ]);
  expect(ownerOf(denied, 'mail://1')).toBeUndefined();
});

function kit(
  document: MemoryDocument<RightsFile>,
  notes = new Map<string, string>(),
  isLocked = () => false,
) {
  const sealing = sealingVault(notes, isLocked);
  const rights = createRights({
    openDocument: () => document,
    vault: sealing.vault,
    logger: createSilentLogger(),
  });
  return { rights, notes, tellVault: sealing.tell, limitNotes: sealing.limitNotes };
}

const limit: AppRights = { ...unlimited, servers: ['mail'], isReadOnly: true };

async function saved() {
  const document = createMemoryDocument<RightsFile>();
  const { rights, notes } = kit(document);
  await rights.set('app:Cursor', limit);
  await rights.settled();
  expect(document.saves).toBe(4);
  return { document, notes, file: JSON.parse(document.text ?? '') as RightsFile };
}

test('rights are there again only as they were sealed, for the very app; else it gets nothing', async () => {
  const { file, notes } = await saved();
  const found = (one: RightsFile, caller = 'app:Cursor') =>
    kit(createMemoryDocument(one), notes).rights.of(caller);
  expect(await found(file)).toEqual({ rights: limit });
  const denied = { rights: nothingAllowed, unproven: 'not-sealed' };
  const forged: readonly Partial<RightsFile>[] = [
    { rights: unlimited },
    { rights: { ...limit, servers: null } },
    { rights: { ...limit, servers: ['mail', 'files'] } },
    { rights: { ...limit, isReadOnly: false } },
    { rights: { ...limit, leavesAsking: true } },
    { rights: { ...limit, profile: 'work' } },
    { rights: { ...limit, tools: [{ server: 'mail', tools: [] }] } },
    { revision: 99 },
    { keyId: 'other' },
    { seal: '' },
    { seal: file.seal.replace(/^./, (one) => (one === '0' ? '1' : '0')) },
  ];
  for (const change of forged) expect(await found({ ...file, ...change })).toEqual(denied);
  expect(await found(file, 'app:Other')).toEqual(denied);
  const unknown = kit(createMemoryDocument(file)).rights.of('app:Cursor');
  expect(await unknown).toEqual({ rights: nothingAllowed, unproven: 'not-the-last' });
  const damaged = createMemoryDocument<RightsFile>();
  damaged.loadResult = { status: 'lost', damagedFile: 'x' };
  expect(await kit(damaged).rights.of('app:Cursor')).toEqual(denied);
});

test('while the key is away an app with a record gets nothing, and its rights when it comes', async () => {
  const { document, notes } = await saved();
  let isLocked = true;
  const { rights, tellVault } = kit(document, notes, () => isLocked);
  let told = 0;
  rights.onChange(() => void (told += 1));
  expect(await rights.of('app:Cursor')).toEqual({ rights: nothingAllowed, unproven: 'locked' });
  isLocked = false;
  tellVault();
  await settle();
  expect(await rights.of('app:Cursor')).toEqual({ rights: limit });
  expect(told).toBe(1);
});

test('the profile of an app is known once its rights were asked for, and changes with them', async () => {
  const { rights } = kit(createMemoryDocument());
  expect(rights.profileOf('app:Cursor')).toBeUndefined();
  await rights.set('app:Cursor', { ...limit, profile: 'work' });
  expect(rights.profileOf('app:Cursor')).toBe('work');
  await rights.set('app:Cursor', limit);
  expect(rights.profileOf('app:Cursor')).toBeUndefined();
});

test('what a person saves mends a damaged record', async () => {
  const { file, notes } = await saved();
  const document = createMemoryDocument({ ...file, seal: '' });
  const { rights } = kit(document, notes);
  expect((await rights.of('app:Cursor')).unproven).toBe('not-sealed');
  await rights.set('app:Cursor', limit);
  await rights.settled();
  expect(await kit(document, notes).rights.of('app:Cursor')).toEqual({ rights: limit });
});

describe('a limit does not go', () => {
  const denied = { rights: nothingAllowed, unproven: 'not-the-last' };
  const found = async (document: MemoryDocument<RightsFile>, notes: Map<string, string>) =>
    kit(document, notes).rights.of('app:Cursor');

  test('with its file, nor by an earlier one', async () => {
    const { document, notes } = await saved();
    const { rights } = kit(document, notes);
    const wide = document.text;
    await rights.set('app:Cursor', { ...limit, servers: [] });
    await rights.settled();
    document.text = wide;
    expect(await found(document, notes)).toEqual(denied);
    document.text = undefined;
    expect(await found(document, notes)).toEqual(denied);
  });

  test('where the disk takes nothing of it', async () => {
    const { document, notes } = await saved();
    const { rights } = kit(document, notes);
    document.saveError = { code: 'DISK_FULL', detail: '' };
    await rights.set('app:Cursor', { ...limit, servers: [] });
    await rights.settled();
    expect(await found(document, notes)).toEqual(denied);
  });

  test('of an app whose first one was not saved', async () => {
    const document = createMemoryDocument<RightsFile>();
    document.saveError = { code: 'DISK_FULL', detail: '' };
    const { rights, notes } = kit(document);
    await rights.set('app:Cursor', limit);
    await rights.settled();
    expect(await found(document, notes)).toEqual(denied);
  });

  test('in a kill between its file and the word to the vault, once that was settled', async () => {
    const { document, notes } = await saved();
    const earlier = document.text;
    const first = kit(document, notes);
    first.limitNotes(1);
    await first.rights.set('app:Cursor', { ...limit, servers: [] });
    await first.rights.settled();
    const next = kit(document, notes);
    expect((await next.rights.of('app:Cursor')).rights.servers).toEqual([]);
    await next.rights.settled();
    document.text = earlier;
    expect(await found(document, notes)).toEqual(denied);
  });
});

test('a limit that an earlier version kept holds, and is anchored from then on', async () => {
  const { keyId } = pinKey;
  const text = ['patchbay-app-rights', 1, keyId, 'app:Cursor', false, ['mail'], true, 4];
  const seal = createHmac('sha256', pinKey.bytes).update(JSON.stringify(text)).digest('hex');
  const former: RightsFile = { rights: limit, revision: 4, keyId, seal };
  const document = createMemoryDocument(former);
  const { rights, notes } = kit(document);
  expect(await rights.of('app:Cursor')).toEqual({ rights: limit });
  await rights.settled();
  expect(await kit(document, notes).rights.of('app:Cursor')).toEqual({ rights: limit });
  const more: Partial<AppRights> = { leavesAsking: true, profile: 'work' };
  const put = createMemoryDocument({ ...former, rights: { ...limit, ...more } });
  expect(await kit(put).rights.of('app:Cursor')).toEqual({ rights: limit });
  document.text = JSON.stringify(former);
  expect((await kit(document, notes).rights.of('app:Cursor')).unproven).toBe('not-the-last');
});

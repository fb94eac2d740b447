import { expect, test } from 'vitest';

import { limitedOffer } from '../../../src/main/app-rights/limited-offer.ts';
import { createRights } from '../../../src/main/app-rights/rights.ts';
import type { RightsFile } from '../../../src/main/app-rights/rights-file.ts';
import { ownerOf, offerOfAll, offerOfOne } from '../../../src/main/gateway/offer.ts';
import type { SecretError } from '../../../src/main/kernel/secret-store.ts';
import type { AppRights } from '../../../src/shared/domain/app-rights.ts';
import { nothingAllowed, unlimited } from '../../../src/shared/domain/usual-rights.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { settle } from '../../support/fake-clock.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import type { MemoryDocument } from '../../support/memory-document.ts';
import { catalogWith, hashOf, pinKey } from '../../support/pin-kit.ts';
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

function kit(document: MemoryDocument<RightsFile>, isLocked = () => false) {
  const listeners = new Set<() => void>();
  const locked: SecretError = { code: 'LOCKED', detail: '' } as never;
  const rights = createRights({
    openDocument: () => document,
    vault: {
      deriveKey: () => Promise.resolve(isLocked() ? err(locked) : ok(pinKey)),
      onChange(listener) {
        const own = () => listener({ state: 'ready', backend: '' });
        listeners.add(own);
        return { [Symbol.dispose]: () => void listeners.delete(own) };
      },
    },
    logger: createSilentLogger(),
  });
  return { rights, tellVault: () => listeners.forEach((listener) => listener()) };
}

const limit: AppRights = { isBlocked: false, servers: ['mail'], isReadOnly: true };

async function saved(): Promise<RightsFile> {
  const document = createMemoryDocument<RightsFile>();
  const { rights } = kit(document);
  await rights.set('app:Cursor', limit);
  await rights.settled();
  expect(document.saves).toBe(4);
  return JSON.parse(document.text ?? '') as RightsFile;
}

test('rights are there again only as they were sealed, for the very app; else it gets nothing', async () => {
  const file = await saved();
  const found = (one: RightsFile, caller = 'app:Cursor') =>
    kit(createMemoryDocument(one)).rights.of(caller);
  expect(await found(file)).toEqual({ rights: limit });
  const denied = { rights: nothingAllowed, unproven: 'not-sealed' };
  const forged: readonly Partial<RightsFile>[] = [
    { rights: unlimited },
    { rights: { ...limit, servers: null } },
    { rights: { ...limit, servers: ['mail', 'files'] } },
    { rights: { ...limit, isReadOnly: false } },
    { revision: 99 },
    { keyId: 'other' },
    { seal: '' },
    { seal: file.seal.replace(/^./, (one) => (one === '0' ? '1' : '0')) },
  ];
  for (const change of forged) expect(await found({ ...file, ...change })).toEqual(denied);
  expect(await found(file, 'app:Other')).toEqual(denied);
  const damaged = createMemoryDocument<RightsFile>();
  damaged.loadResult = { status: 'lost', damagedFile: 'x' };
  expect(await kit(damaged).rights.of('app:Cursor')).toEqual(denied);
});

test('while the key is away an app with a record gets nothing, and its rights when it comes', async () => {
  const document = createMemoryDocument(await saved());
  let isLocked = true;
  const { rights, tellVault } = kit(document, () => isLocked);
  let told = 0;
  rights.onChange(() => void (told += 1));
  expect(await rights.of('app:Cursor')).toEqual({ rights: nothingAllowed, unproven: 'locked' });
  isLocked = false;
  tellVault();
  await settle();
  expect(await rights.of('app:Cursor')).toEqual({ rights: limit });
  expect(told).toBe(1);
});

test('what a person saves mends a damaged record', async () => {
  const document = createMemoryDocument({ ...(await saved()), seal: '' });
  const { rights } = kit(document);
  expect((await rights.of('app:Cursor')).unproven).toBe('not-sealed');
  await rights.set('app:Cursor', limit);
  await rights.settled();
  expect(await kit(document).rights.of('app:Cursor')).toEqual({ rights: limit });
});

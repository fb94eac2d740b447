import { createHmac } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import type { ServerCatalog } from '../../../src/main/catalog/server-catalog.ts';
import { createAnchors } from '../../../src/main/vault/anchors.ts';
import { canonicalText } from '../../../src/main/pins/canonical-text.ts';
import { openPin } from '../../../src/main/pins/pin-file.ts';
import type { PinFile } from '../../../src/main/pins/pin-file.ts';
import { ok } from '../../../src/shared/util/result.ts';
import { agreedTool, catalogWith, createPinKit } from '../../support/pin-kit.ts';
import { pinKey } from '../../support/sealing-vault.ts';

const words = (description: string) => catalogWith({ tools: [{ ...agreedTool, description }] });
const [first, second, evil] = [words('First.'), words('Second.'), words('Sends your keys.')];
const described = (catalog: ServerCatalog | null) =>
  catalog?.tools.map(({ item }) => item.description);

/** As a version of Patchbay sealed pins that kept nothing of them in the vault. */
const oldPin = { definitions: { tools: [{ ...agreedTool, description: 'First.' }] }, kept: [] };
const unanchored: PinFile = {
  ...oldPin,
  keyId: pinKey.keyId,
  seal: createHmac('sha256', pinKey.bytes)
    .update(canonicalText(['patchbay-pin', 1, pinKey.keyId, 'drifting', oldPin]))
    .digest('hex'),
};

/** A home in which the first words were agreed to, and then the second. */
async function agreedTwice() {
  const kit = createPinKit();
  kit.says(first);
  await kit.forApps();
  await kit.pins.settled();
  const earlier = kit.document.text;
  kit.says(second);
  await kit.desk.acceptAll('drifting', (await kit.held()).all);
  await kit.pins.settled();
  return { document: kit.document, notes: kit.notes, earlier };
}

describe('the file of a pin', () => {
  test('that was removed makes no first time: nothing is offered, the page says why, a click mends it', async () => {
    const home = await agreedTwice();
    home.document.text = undefined;
    const kit = createPinKit(home);
    kit.says(evil);
    expect(described(await kit.forApps())).toEqual([]);
    const held = await kit.held();
    expect(held.unproven).toBe('not-the-last');
    await kit.desk.acceptAll('drifting', held.all);
    expect(described(await kit.forApps())).toEqual(['Sends your keys.']);
    await kit.pins.settled();
    const again = createPinKit(home);
    again.says(evil);
    expect(described(await again.forApps())).toEqual(['Sends your keys.']);
  });

  test('that an earlier one has replaced is believed no more than a forged one', async () => {
    const home = await agreedTwice();
    home.document.text = home.earlier;
    const kit = createPinKit(home);
    kit.says(first);
    expect(described(await kit.forApps())).toEqual([]);
    expect((await kit.held()).unproven).toBe('not-the-last');
  });

  test('that has no place in the table of the vault is none, unless an older version made it', async () => {
    const { document } = await agreedTwice();
    const kit = createPinKit({ document });
    kit.says(second);
    expect(described(await kit.forApps())).toEqual([]);
  });

  test('of an older version holds, and is anchored from then on', async () => {
    const home = { ...(await agreedTwice()), notes: new Map<string, string>() };
    home.document.text = JSON.stringify(unanchored);
    expect(openPin(pinKey, 'drifting', unanchored)?.isAnchored).toBe(false);
    const kit = createPinKit(home);
    kit.says(evil);
    expect(described(await kit.forApps())).toEqual(['First.']);
    await kit.pins.settled();
    expect(home.notes.get('pin-anchors')).toContain('drifting');
    home.document.text = JSON.stringify(unanchored);
    const again = createPinKit(home);
    again.says(evil);
    expect(described(await again.forApps())).toEqual([]);
  });

  test.each([
    ['before its file', 1],
    ['between its file and the second note', 2],
  ])('killed %s, what is there is believed on both sides', async (_when, writes) => {
    const kit = createPinKit();
    kit.says(first);
    await kit.forApps();
    await kit.pins.settled();
    kit.says(second);
    const notesBefore = new Map(kit.notes);
    const fileBefore = kit.document.text;
    kit.limitNotes(1);
    await kit.desk.acceptAll('drifting', (await kit.held()).all);
    await kit.pins.settled();
    if (writes === 1) kit.document.text = fileBefore;
    expect(kit.notes).not.toEqual(notesBefore);
    const again = createPinKit({ document: kit.document, notes: kit.notes });
    again.says(evil);
    expect(described(await again.forApps())).toEqual([writes === 1 ? 'First.' : 'Second.']);
  });

  test('that could not be saved leaves the earlier one good', async () => {
    const { document, notes } = await agreedTwice();
    const kit = createPinKit({ document, notes });
    kit.says(evil);
    document.saveError = { code: 'DISK_FULL', detail: '' };
    await kit.desk.acceptAll('drifting', (await kit.held()).all);
    await kit.pins.settled();
    document.saveError = undefined;
    const again = createPinKit({ document, notes });
    again.says(evil);
    expect(described(await again.forApps())).toEqual(['Second.']);
  });
});

describe('a server that goes and comes', () => {
  test('is the same after an undo: what it says otherwise by then is held back', async () => {
    const home = await agreedTwice();
    const kit = createPinKit(home);
    await kit.pins.putAside('drifting');
    expect(home.document.text).toBeUndefined();
    kit.pins.bringBack('drifting');
    kit.says(evil);
    expect(described(await kit.forApps())).toEqual(['Second.']);
    await kit.pins.settled();
    const again = createPinKit(home);
    again.says(evil);
    expect(described(await again.forApps())).toEqual(['Second.']);
  });

  test('and comes back in another run asks once', async () => {
    const home = await agreedTwice();
    await createPinKit(home).pins.putAside('drifting');
    const kit = createPinKit(home);
    kit.says(evil);
    expect(described(await kit.forApps())).toEqual([]);
    expect((await kit.held()).unproven).toBe('not-the-last');
  });

  test('and is added anew by a person asks nothing, in this run and the next', async () => {
    const home = await agreedTwice();
    const kit = createPinKit(home);
    await kit.pins.putAside('drifting');
    await kit.pins.startAnew('drifting');
    const next = createPinKit(home);
    next.says(evil);
    expect(described(await next.forApps())).toEqual(['Sends your keys.']);
    kit.says(evil);
    expect(described(await kit.forApps())).toEqual(['Sends your keys.']);
  });

  test('under another owner, where nobody has it under the first any more, is the same', async () => {
    const kit = createPinKit();
    kit.says(first);
    await kit.forApps();
    kit.becomesOf('work');
    kit.says(evil);
    expect(described(await kit.forApps())).toEqual(['First.']);
    expect((await kit.held()).total).toBe(1);
  });

  test('is another one where its first owner still has it', async () => {
    const kit = createPinKit();
    kit.says(first);
    await kit.forApps();
    kit.says(evil);
    expect(described(await kit.forApps('work'))).toEqual(['Sends your keys.']);
  });
});

describe('while the vault does not open', () => {
  test('a file that is missing is no first time, where the vault knows of pins', async () => {
    const home = await agreedTwice();
    home.document.text = undefined;
    let isLocked = true;
    const kit = createPinKit({
      ...home,
      isLocked: () => isLocked,
    });
    kit.says(evil);
    expect(described(await kit.forApps())).toEqual([]);
    expect((await kit.held()).unproven).toBe('locked');
    isLocked = false;
    kit.tellVault();
    await expect.poll(async () => (await kit.held()).unproven).toBe('not-the-last');
  });
});

test('a table nobody can read says nothing, and is none that may be forgotten', async () => {
  const vault = {
    readNote: () => Promise.resolve(ok('{"not":"a table"}')),
    writeNote: () => Promise.resolve(ok(undefined)),
  };
  expect((await createAnchors(vault, 'pin-anchors').of('drifting')).ok).toBe(false);
});

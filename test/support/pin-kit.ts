import { createHash } from 'node:crypto';

import { fromStored } from '../../src/main/catalog/server-catalog.ts';
import type { ServerCatalog } from '../../src/main/catalog/server-catalog.ts';
import { createPins } from '../../src/main/pins/pins.ts';
import type { PinsDeps } from '../../src/main/pins/pins.ts';
import type { PinFile } from '../../src/main/pins/pin-file.ts';
import { createPinDesk } from '../../src/main/pins/pin-desk.ts';
import type { MasterKey } from '../../src/main/vault/sealed-record.ts';
import { sharedOwner } from '../../src/shared/domain/owner.ts';
import type { JsonObject } from '../../src/shared/domain/catalog.ts';
import { ok } from '../../src/shared/util/result.ts';
import { FakeClock } from './fake-clock.ts';
import { createMemoryDocument } from './memory-document.ts';
import type { MemoryDocument } from './memory-document.ts';
import { createSilentLogger } from './silent-logger.ts';

export const pinKey: MasterKey = { keyId: 'key', bytes: new Uint8Array(32).fill(7) };
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A tool as the tests of pins have it: it reads, and needs a text. */
export const agreedTool: JsonObject = {
  name: 'look',
  title: 'Look',
  description: 'Looks something up.',
  inputSchema: {
    type: 'object',
    properties: { what: { type: 'string', description: 'What to look for' }, deep: {} },
    required: ['what'],
  },
  annotations: { readOnlyHint: true },
};

/** A catalog with these lists, as it comes from a server. */
export function catalogWith(
  lists: {
    readonly instructions?: string;
    readonly tools?: readonly JsonObject[];
    readonly prompts?: readonly JsonObject[];
    readonly resourceTemplates?: readonly JsonObject[];
    readonly notices?: ServerCatalog['notices'];
    readonly isAsSent?: boolean;
  } = {},
): ServerCatalog {
  const { instructions, tools = [], prompts = [], resourceTemplates = [], notices = [] } = lists;
  return fromStored({
    ...(instructions !== undefined && { instructions }),
    tools: [...tools],
    prompts: [...prompts],
    resourceTemplates: [...resourceTemplates],
    resources: [],
    offers: [],
    notices: [...notices],
    fetchedAt: 0,
    results: {},
    isAsSent: lists.isAsSent ?? true,
  });
}

/** The real pins and desk over one document in memory, for one server called `drifting`. */
export function createPinKit(
  options: {
    readonly document?: MemoryDocument<PinFile>;
    readonly deriveKey?: PinsDeps['vault']['deriveKey'];
    /** The notes of a vault; they outlive a kit that is given them. */
    readonly notes?: Map<string, string>;
  } = {},
) {
  const notes = options.notes ?? new Map<string, string>();
  const deriveKey = options.deriveKey ?? (() => Promise.resolve(ok(pinKey)));
  const usable = async <T>(value: () => T) => {
    const made = await deriveKey('pin', true);
    return made.ok ? ok(value()) : made;
  };
  const document = options.document ?? createMemoryDocument<PinFile>();
  const documents = new Map([['drifting', document]]);
  const documentOf = (key: string): MemoryDocument<PinFile> => {
    const known = documents.get(key) ?? createMemoryDocument<PinFile>();
    documents.set(key, known);
    return known;
  };
  /** Whose catalog each profile browses. */
  const owners = new Map([
    ['personal', sharedOwner],
    ['work', 'work'],
  ]);
  let notesLeft = Infinity;
  const clock = new FakeClock();
  const vaultListeners = new Set<() => void>();
  const pins = createPins({
    openDocument: documentOf,
    vault: {
      deriveKey,
      // Whether there is anything to open is told without a key, as the vault does.
      readNote: (name) =>
        notes.has(name) ? usable(() => notes.get(name)) : Promise.resolve(ok(undefined)),
      writeNote: (name, text) =>
        usable(() => {
          notesLeft -= 1;
          if (notesLeft >= 0) notes.set(name, text);
        }),
      onChange(listener) {
        const own = () => listener({ state: 'ready' } as Parameters<typeof listener>[0]);
        vaultListeners.add(own);
        return { [Symbol.dispose]: () => void vaultListeners.delete(own) };
      },
    },
    clock,
    logger: createSilentLogger(),
  });
  let catalog: ServerCatalog | null = null;
  const desk = createPinDesk({
    pins,
    ownerOf: (profileId) => owners.get(profileId) ?? profileId,
    catalog: () => Promise.resolve(catalog),
    version: () => '1.0.0',
    inUse: () => 'personal',
    profiles: () => [...owners.keys()],
    hash: hashOf,
  });
  return {
    clock,
    pins,
    desk,
    document,
    notes,
    says(next: ServerCatalog) {
      catalog = next;
    },
    forApps: (profileId = 'personal') => desk.forApps(profileId, 'drifting'),
    readAhead: () => desk.readAhead('personal', 'drifting'),
    held: () => desk.held('drifting'),
    /** The profile in use browses the catalog of another owner from now on. */
    becomesOf: (owner: string) => void owners.set('personal', owner),
    /** Only so many notes still reach the vault, as when the program is killed after them. */
    limitNotes(count: number) {
      notesLeft = count;
    },
    tellVault() {
      for (const listener of vaultListeners) listener();
    },
  };
}

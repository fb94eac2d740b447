import { createHash } from 'node:crypto';

import { fromStored } from '../../src/main/catalog/server-catalog.ts';
import type { ServerCatalog } from '../../src/main/catalog/server-catalog.ts';
import { createPins } from '../../src/main/pins/pins.ts';
import type { PinFile } from '../../src/main/pins/pin-file.ts';
import { createPinDesk } from '../../src/main/pins/pin-desk.ts';
import { sharedOwner } from '../../src/shared/domain/owner.ts';
import type { JsonObject } from '../../src/shared/domain/catalog.ts';
import { FakeClock } from './fake-clock.ts';
import { createMemoryDocument } from './memory-document.ts';
import type { MemoryDocument } from './memory-document.ts';
import { sealingVault } from './sealing-vault.ts';
import { createSilentLogger } from './silent-logger.ts';

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
    /** The notes of a vault; they outlive a kit that is given them. */
    readonly notes?: Map<string, string>;
    readonly isLocked?: () => boolean;
    /** What the vault says while it is locked. */
    readonly refusal?: Parameters<typeof sealingVault>[2];
  } = {},
) {
  const sealing = sealingVault(options.notes, options.isLocked, options.refusal);
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
  const clock = new FakeClock();
  const pins = createPins({
    openDocument: documentOf,
    vault: sealing.vault,
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
    notes: sealing.notes,
    says(next: ServerCatalog) {
      catalog = next;
    },
    forApps: (profileId = 'personal') => desk.forApps(profileId, 'drifting'),
    readAhead: () => desk.readAhead('personal', 'drifting'),
    held: () => desk.held('drifting'),
    /** The profile in use browses the catalog of another owner from now on. */
    becomesOf: (owner: string) => void owners.set('personal', owner),
    /** Only so many notes still reach the vault, as when the program is killed after them. */
    limitNotes: sealing.limitNotes,
    tellVault: sealing.tell,
  };
}

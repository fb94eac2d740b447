import { z } from 'zod';

import { movedProfileSchema } from './moving.ts';
import { launchPreviewSchema, problemSchema, serverNameSchema } from './server.ts';

/** What can be wrong with a file or bundle besides what a paste can have; words are kept by code. */
export const importProblemCodes = [
  'FILE_GONE',
  'FILE_TOO_LARGE',
  'FILE_NOT_REGULAR',
  'FILE_ACCESS_DENIED',
  'FILE_LINK_BROKEN',
  'FILE_CHANGING',
  'FILE_NOT_TEXT',
  'FILE_CREDENTIALS',
  'FILE_IO_ERROR',
  'SERVERS_NOT_BLOCK',
  'BUNDLE_UNREADABLE',
  'BUNDLE_UNSAFE',
  'BUNDLE_TOO_LARGE',
  'BUNDLE_CHANGED',
  'BUNDLE_NOT_UNPACKED',
  'BUNDLE_MANIFEST',
  'BUNDLE_OTHER_SYSTEM',
  'EXPORT_DAMAGED',
  'EXPORT_TOO_NEW',
] as const;
/** A code of {@link importProblemCodes}. */
export type ImportProblemCode = (typeof importProblemCodes)[number];

/** What was read from one file, text, link or bundle, without its servers. */
export const importFindSchema = z.object({
  id: z.string(),
  /** The app it belongs to, or `file`, `text`, `link`, `bundle`, `patchbay`. */
  sourceId: z.string(),
  /** The app's own name; empty for what is no app's. */
  title: z.string(),
  /** The file or link it was read from; empty for a text. */
  place: z.string(),
  /** The same for people: `~` stands for their own folder. */
  shortPlace: z.string(),
  /** Whether the file was reached through a symbolic link. */
  isLink: z.boolean(),
  /** Servers in it, usable or not. */
  count: z.number().int(),
  problems: z.array(problemSchema),
  /** Whether it holds encrypted secrets, and whether they were opened. */
  lock: z.enum(['none', 'locked', 'open']),
});
export type ImportFind = Readonly<z.infer<typeof importFindSchema>>;

/** One side of a difference; a secret is only named. */
export const differingSideSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('secret') }),
  /** One part, or the arguments one by one. */
  z.object({ kind: z.literal('text'), parts: z.array(z.string()) }),
]);
export type DifferingSide = Readonly<z.infer<typeof differingSideSchema>>;

/** One thing in which a found server is not like the one that is there. */
export const importDifferenceSchema = z.object({
  field: z.enum([
    'transport',
    'command',
    'arguments',
    'folder',
    'environment',
    'address',
    'headers',
    'auth',
  ]),
  /** The variable or header meant; empty for fields of one value. */
  name: z.string(),
  mine: differingSideSchema,
  found: differingSideSchema,
});
export type ImportDifference = Readonly<z.infer<typeof importDifferenceSchema>>;

/** How a found server relates to the servers that are there. */
export const importStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new') }),
  /** It is there already, or found before in the same plan (`isHere` false); `title` says which. */
  z.object({ kind: z.literal('same'), title: z.string(), isHere: z.boolean() }),
  /** One of that name is there and is not the same. */
  z.object({
    kind: z.literal('differs'),
    name: serverNameSchema,
    title: z.string(),
    differences: z.array(importDifferenceSchema),
  }),
  /** It cannot be used as it is; its problems say why. */
  z.object({ kind: z.literal('cannot') }),
]);
export type ImportState = Readonly<z.infer<typeof importStateSchema>>;

/** A value of a found server that looks like a secret; only where it stands. */
export const vaultOfferSchema = z.object({
  /** Dotted path in the draft, e.g. `transport.env.API_KEY`. */
  path: z.string(),
  name: z.string(),
});

/** One found server in a plan. */
export const importItemSchema = z.object({
  id: z.string(),
  findId: z.string(),
  title: z.string(),
  /** The title it gets when it is added as one more; another than `title` when that is taken. */
  newTitle: z.string(),
  /** Where in the file it stands, e.g. `mcpServers.github`. */
  path: z.string(),
  state: importStateSchema,
  /** Exactly what it would start or contact; null when it cannot be used. */
  preview: launchPreviewSchema.nullable(),
  /** Whether the app it comes from had it turned off. */
  isOffThere: z.boolean(),
  vaultOffers: z.array(vaultOfferSchema),
  /** Variables the person will be asked for. */
  asks: z.array(z.string()),
  /** Whether it is imported unless the person says otherwise. */
  isProposed: z.boolean(),
  problems: z.array(problemSchema),
});
export type ImportItem = Readonly<z.infer<typeof importItemSchema>>;

/** What an import would do, before it does anything. */
export const importPlanSchema = z.object({
  planId: z.string(),
  finds: z.array(importFindSchema),
  items: z.array(importItemSchema),
  /** Profiles of Patchbay's own files; those that are not here are made. */
  profiles: z.array(movedProfileSchema),
});
export type ImportPlan = Readonly<z.infer<typeof importPlanSchema>>;

/** What a person wants done with one found server; what is not chosen is left out. */
export const importChoiceSchema = z.object({
  itemId: z.string(),
  /** `replace` puts it in the place of the one it differs from. */
  action: z.enum(['add', 'replace']),
  /** Another title than the one found. */
  title: z.string().trim().min(1).max(200).optional(),
  /** Paths of {@link vaultOfferSchema} that stay plain text; all others go into the vault. */
  asText: z.array(z.string()).max(200).default([]),
});
export type ImportChoice = Readonly<z.infer<typeof importChoiceSchema>>;

/** What an import did. */
export const importResultSchema = z.object({
  added: z.array(serverNameSchema),
  replaced: z.array(serverNameSchema),
  /** Titles of profiles that were made. */
  profiles: z.array(z.string()),
  /** Pass to `import.undo` or `undo.run`; good for ten minutes of the same run. */
  undoId: z.string(),
});
export type ImportResult = Readonly<z.infer<typeof importResultSchema>>;

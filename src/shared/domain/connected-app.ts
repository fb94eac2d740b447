import { z } from 'zod';

/** What a person does in an app so that it takes up what is new in its file. */
export const nextStepSchema = z.enum([
  /** Quit it whole and open it again. */
  'restart',
  /** Start the service again that it runs as. */
  'restart-service',
  /** Begin a new session; those that run go on with the old list. */
  'new-session',
  /** Begin a new session in a folder that the app trusts. */
  'trust-folder',
  /** Start the server in its list there. */
  'start-there',
  /** Put a text into its settings. */
  'paste',
  /** Say yes to the bundle it shows. */
  'install',
  'nothing',
]);
export type NextStep = z.infer<typeof nextStepSchema>;

/** Why an app's file is not read or not written; words are kept by code. */
export const appFileRefusalCodes = [
  'CONFIG_INVALID',
  'CONFIG_SHAPE',
  'CONFIG_DUPLICATE_KEY',
  'ENTRY_TAKEN',
  'FILE_GONE',
  'FILE_NOT_REGULAR',
  'FILE_LINK_BROKEN',
  'FILE_TOO_LARGE',
  'FILE_NOT_TEXT',
  'FILE_CHANGING',
  'FILE_LOCKED',
  'FILE_ACCESS_DENIED',
  'FILE_OTHER_OWNER',
  'FILE_READ_ONLY',
  'FOLDER_GONE',
  'DISK_FULL',
  'FILE_IO_ERROR',
  'BACKUP_FAILED',
  'BRIDGE_MISSING',
  'COMMAND_FAILED',
  'COMMAND_WITHOUT_EFFECT',
  'COMMAND_CHANGED_OTHERS',
  'BUNDLE_NOT_MADE',
  'BUNDLE_REFUSED',
] as const;
/** A code of {@link appFileRefusalCodes}. */
export type AppFileRefusalCode = (typeof appFileRefusalCodes)[number];

/** What is wrong, and where in the file when that can be said. */
export const appFileRefusalSchema = z.object({
  reason: z.enum(appFileRefusalCodes),
  /** In the system's or a parser's words; never a value of the file. */
  detail: z.string().max(400),
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
});
export type AppFileRefusal = Readonly<z.infer<typeof appFileRefusalSchema>>;

/** How our entry gets into an app: by a change of its file, by the app's own command, or by a bundle it installs. */
export const connectBySchema = z.enum(['file', 'command', 'bundle']);
export type ConnectBy = z.infer<typeof connectBySchema>;

/** How an app stands to Patchbay. */
export const connectedAppStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('not-connected') }),
  /** Our entry is in its file, and the app has not come since. */
  z.object({ kind: z.literal('not-seen') }),
  /** It came with our entry; times are epoch ms, `calls` is how many it made in all. */
  z.object({
    kind: z.literal('connected'),
    lastSeenAt: z.number(),
    lastCallAt: z.number().nullable(),
    calls: z.number().int().min(0),
  }),
  /** Somebody else has taken our entry out or made another of it, or what it starts is gone. */
  z.object({ kind: z.literal('changed'), change: z.enum(['removed', 'edited', 'lost']) }),
  z.object({ kind: z.literal('broken'), problem: appFileRefusalSchema }),
]);
export type ConnectedAppState = Readonly<z.infer<typeof connectedAppStateSchema>>;

/** An AI app on this computer. */
export const connectedAppSchema = z.object({
  id: z.string(),
  /** Its own name, the same in every language. */
  title: z.string(),
  /** Its file; empty for an app that is connected by hand. */
  place: z.string(),
  /** The same for people: `~` stands for their own folder. */
  shortPlace: z.string(),
  state: connectedAppStateSchema,
  next: nextStepSchema,
  /** The ways to connect it here, the suggested one first; none for an app that is connected by hand. */
  ways: z.array(connectBySchema),
  /** How it was connected; null where it is not, or not by Patchbay. */
  by: connectBySchema.nullable(),
  /** Its file is one that a person has named. */
  isNamed: z.boolean(),
  /** Names of servers that were put beside our entry since a person last looked. */
  newServers: z.array(z.string()),
  /** How many servers of its own it has. */
  ownServers: z.number().int(),
  /** What is pasted into an app that is connected by hand; else null. */
  byHand: z.string().nullable(),
});
export type ConnectedApp = Readonly<z.infer<typeof connectedAppSchema>>;

/** What may be done with an app's file. */
export const appChangeSchema = z.enum([
  /** Puts our entry in, or makes it again as it should be. */
  'connect',
  /** Takes our entry out. */
  'disconnect',
  /** Brings the app's own servers here; its file keeps only our entry. */
  'move-in',
]);
export type AppChange = z.infer<typeof appChangeSchema>;

/** One line of a change; of lines that stay only their brackets and headings are shown. */
export const appChangeLineSchema = z.object({
  kind: z.enum(['same', 'added', 'removed', 'left-out']),
  /** In the file as it will be; in the file as it is where it is removed. From 1. */
  line: z.number().int(),
  text: z.string(),
});
export type AppChangeLine = Readonly<z.infer<typeof appChangeLineSchema>>;

/** Exactly what would be written, before it is. */
export const appChangePreviewSchema = z.object({
  /** Stands for the file as it was looked at. */
  token: z.string(),
  change: appChangeSchema,
  by: connectBySchema,
  /** What is run, as a person would type it; null where nothing is. */
  command: z.string().nullable(),
  place: z.string(),
  shortPlace: z.string(),
  /** The file the change is written to, where that place leads to another; else null. */
  linkTarget: z.string().nullable(),
  /** There is no such file yet, or none is left afterwards. */
  isNewFile: z.boolean(),
  removesFile: z.boolean(),
  /** The folder the file of now is copied to; null where there is none to copy. */
  backupFolder: z.string().nullable(),
  lines: z.array(appChangeLineSchema),
  /** Servers that come here, or are here already and only leave the file. */
  moving: z.array(z.object({ title: z.string(), isHere: z.boolean() })),
  /** Names of servers that cannot be used here as they are, and stay in the file. */
  staying: z.array(z.string()),
});
export type AppChangePreview = Readonly<z.infer<typeof appChangePreviewSchema>>;

import { z } from 'zod';

import { pendingApprovalSchema } from './approval.ts';
import { callRecordSchema } from './call-record.ts';
import { catalogSummarySchema } from './catalog.ts';
import { connectionStateSchema } from './connection-state.ts';
import { logEntrySchema } from './log-entry.ts';
import { serverActionKinds } from './server-action.ts';
import { serverNameSchema, serverViewSchema } from './server.ts';
import { profilesSchema } from './profile.ts';
import { pendingQuestionSchema } from './question.ts';
import { settingsSchema } from './settings.ts';
import { signInSchema } from './sign-in.ts';
import { undoableSchema } from './undo.ts';
import { windowCommands } from './window-command.ts';

/** Where secrets are kept right now, in a word a window can explain. */
export const vaultStatusSchema = z.object({
  state: z.enum([
    'not-opened',
    'ready',
    'memory-only',
    'locked',
    'backend-changed',
    /** What protected the key answers, and has it no more. */
    'key-missing',
    /** A damaged file was set aside: an older generation is used, or none was left. */
    'restored',
    'lost',
  ]),
  /** What protects the key, e.g. `gnome_libsecret`, `kwallet6`, `keychain`; empty when nothing. */
  backend: z.string(),
});
export type VaultStatus = Readonly<z.infer<typeof vaultStatusSchema>>;

/** Something a person should hear about once, e.g. that a damaged file was restored. */
export const noticeSchema = z.object({
  id: z.string(),
  code: z.enum([
    'REGISTRY_RESTORED',
    'REGISTRY_LOST',
    'REGISTRY_TOO_NEW',
    'SERVER_RECORD_INVALID',
    /** Two servers have one handle in the file, or one has that of a server that is gone. */
    'HANDLE_TAKEN',
    /** Something does not fit the contract, and was left out of what is shown. */
    'RECORD_LEFT_OUT',
    /** A person or another program has changed a file, and the change is used. */
    'FILE_EDITED',
    /** It was changed into something that cannot be used. */
    'FILE_NOT_RELOADED',
    'DATA_FOLDER_IN_USE',
    'VAULT_MEMORY_ONLY',
    'VAULT_LOCKED',
    'VAULT_BACKEND_CHANGED',
    'VAULT_KEY_MISSING',
    'VAULT_RESTORED',
    'VAULT_LOST',
    'SIGN_IN_ANSWER_REFUSED',
    'STORAGE_FAILED',
    'ORPHANS_ENDED',
    /** A link that offers a server; the window opens the form with it. */
    'INSTALL_LINK',
    'LINK_REFUSED',
    'LINK_TOO_LONG',
    'LINK_UNREADABLE',
    'CERTIFICATES_UNUSABLE',
    /** The system does not say whom it trusts; only what Node comes with and the person's file count. */
    'SYSTEM_CERTIFICATES_UNREAD',
    /** Another program has the port apps know. */
    'DOOR_PORT_TAKEN',
    'DOOR_NOT_OPENED',
    /** A server says something else to models than was agreed to; apps do not get it. */
    'CHANGES_HELD_BACK',
    /** Somebody took our entry out of the settings of a connected app, or changed it. */
    'APP_ENTRY_REMOVED',
    'APP_ENTRY_EDITED',
    /** What it starts is no longer there, as after a move of Patchbay. */
    'APP_ENTRY_LOST',
    /** There are servers beside it that were not there before. */
    'APP_SERVERS_ADDED',
    /** The program on the disk is another one than the one that runs. */
    'APP_REPLACED',
    /** There is a newer version, and the person wants to be told. */
    'UPDATE_AVAILABLE',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  at: z.number(),
});
export type Notice = Readonly<z.infer<typeof noticeSchema>>;

/** One change of the host's state, in the order it happened. */
export const hostEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('server-saved'), server: serverViewSchema }),
  z.object({ kind: z.literal('server-removed'), name: serverNameSchema }),
  z.object({
    kind: z.literal('connection-changed'),
    name: serverNameSchema,
    state: connectionStateSchema,
  }),
  z.object({
    kind: z.literal('catalog-changed'),
    name: serverNameSchema,
    summary: catalogSummarySchema.nullable(),
  }),
  z.object({
    kind: z.literal('log-appended'),
    name: serverNameSchema,
    entries: z.array(logEntrySchema),
  }),
  z.object({ kind: z.literal('calls-recorded'), calls: z.array(callRecordSchema) }),
  z.object({
    kind: z.literal('sign-in-changed'),
    name: serverNameSchema,
    signIn: signInSchema.nullable(),
  }),
  z.object({ kind: z.literal('profiles-changed'), profiles: profilesSchema }),
  /** The newest change that can be taken back, or be done again, is another now. */
  z.object({
    kind: z.literal('undo-changed'),
    undoable: undoableSchema.nullable(),
    redoable: undoableSchema.nullable(),
  }),
  /** What servers ask right now, oldest first. */
  z.object({ kind: z.literal('questions-changed'), questions: z.array(pendingQuestionSchema) }),
  /** Calls of apps that wait for a person's yes right now; those that wait longest first. */
  z.object({ kind: z.literal('approvals-changed'), approvals: z.array(pendingApprovalSchema) }),
  z.object({ kind: z.literal('settings-changed'), settings: settingsSchema }),
  z.object({ kind: z.literal('vault-changed'), vault: vaultStatusSchema }),
  z.object({ kind: z.literal('notice-added'), notice: noticeSchema }),
  z.object({ kind: z.literal('notice-dismissed'), id: z.string() }),
  /** The tray or a notification asks the window to go to a server and begin an action there. */
  z.object({
    kind: z.literal('navigation-requested'),
    name: serverNameSchema,
    action: z.enum(serverActionKinds).nullable(),
  }),
  /** A notification asks the window to show what servers ask, whatever else is going on in it. */
  z.object({ kind: z.literal('answer-asked') }),
  /** The application menu asks the window to do something. */
  z.object({ kind: z.literal('command-requested'), command: z.enum(windowCommands) }),
  /** An AI app came, or its file is another; who shows apps asks anew. */
  z.object({ kind: z.literal('apps-changed') }),
]);
export type HostEvent = Readonly<z.infer<typeof hostEventSchema>>;

/** Events of one frame; `seq` is the number of the last of them and rises by one an event. */
export const eventBatchSchema = z.object({
  seq: z.number().int(),
  events: z.array(hostEventSchema),
});
export type EventBatch = Readonly<z.infer<typeof eventBatchSchema>>;

/** The host's whole visible state after event number `seq`. */
export const snapshotSchema = z.object({
  seq: z.number().int(),
  servers: z.array(serverViewSchema),
  states: z.record(z.string(), connectionStateSchema),
  catalogs: z.record(z.string(), catalogSummarySchema),
  /** Sign-ins under way or fruitless, by server. */
  signIns: z.record(z.string(), signInSchema),
  profiles: profilesSchema,
  /** The newest change that can be taken back. */
  undoable: undoableSchema.nullable(),
  /** The change that was taken back last, while it can be done again. */
  redoable: undoableSchema.nullable(),
  /** What servers ask right now, oldest first. */
  questions: z.array(pendingQuestionSchema),
  /** Calls of apps that wait for a person's yes right now. */
  approvals: z.array(pendingApprovalSchema),
  settings: settingsSchema,
  vault: vaultStatusSchema,
  notices: z.array(noticeSchema),
  app: z.object({ version: z.string(), platform: z.string() }),
});
export type Snapshot = Readonly<z.infer<typeof snapshotSchema>>;

import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

import {
  catalogKindSchema,
  catalogSchema,
  completionRefSchema,
  completionSchema,
  jsonObjectSchema,
  progressSchema,
  promptContentSchema,
  resourceContentSchema,
  toolResultSchema,
} from '../domain/catalog.ts';
import { connectionStateSchema } from '../domain/connection-state.ts';
import { doctorReportSchema } from '../domain/doctor.ts';
import { eventBatchSchema, snapshotSchema, vaultStatusSchema } from '../domain/events.ts';
import { failureSchema } from '../domain/failure.ts';
import { logEntrySchema } from '../domain/log-entry.ts';
import {
  launchPreviewSchema,
  pasteReadingSchema,
  problemSchema,
  serverDraftSchema,
  scopeSchema,
  serverNameSchema,
  serverViewSchema,
} from '../domain/server.ts';
import {
  profileDraftSchema,
  profileIdSchema,
  profileRemovalSchema,
  profileSchema,
} from '../domain/profile.ts';
import { stateChangeSchema } from '../domain/state-history.ts';
import { settingsChangeSchema, settingsSchema } from '../domain/settings.ts';
import { accountSchema, callbackWaySchema } from '../domain/sign-in.ts';
import { secretPlaceSchema, vaultContentsSchema } from '../domain/stored-secret.ts';
import { draftErrors, serverErrors } from './errors.ts';
import { importContract } from './import-contract.ts';

const named = z.object({ name: serverNameSchema });
const nothing = z.object({});

/** Errors of calls that need a live connection. */
const liveErrors = {
  NOT_FOUND: { data: z.object({ name: z.string() }) },
  /** The server cannot be used right now; the state says why and what happens next. */
  UNAVAILABLE: {
    data: z.object({ state: connectionStateSchema, failure: failureSchema.nullable() }),
  },
  /** The server was asked and the request failed. */
  REQUEST_FAILED: { data: z.object({ failure: failureSchema }) },
};

const servers = {
  /** Pages through servers by title; `search` matches title, name and description. */
  list: oc
    .input(
      z.object({
        search: z.string().max(200).optional(),
        states: z.array(z.string().max(40)).max(20).optional(),
        scope: z.enum(['shared', 'private']).optional(),
        cursor: z.string().max(500).optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .errors({ INVALID_CURSOR: {} })
    .output(
      z.object({
        items: z.array(serverViewSchema),
        nextCursor: z.string().optional(),
        total: z.number(),
      }),
    ),
  get: oc.input(named).errors(serverErrors).output(serverViewSchema),
  /** Reads a pasted text; saves, starts and contacts nothing. */
  parse: oc.input(z.object({ text: z.string().max(1_048_576) })).output(pasteReadingSchema),
  /** What a draft would start or contact, with the problems that stop it from being saved. */
  preview: oc
    .input(z.object({ draft: z.unknown(), name: serverNameSchema.optional() }))
    .output(
      z.object({ preview: launchPreviewSchema.nullable(), problems: z.array(problemSchema) }),
    ),
  /** Saves a server and starts trying it at once; that connection is kept. */
  create: oc
    .input(z.object({ draft: serverDraftSchema, consent: z.string().optional() }))
    .errors(draftErrors)
    .output(serverViewSchema),
  /** Saves changes; a live connection of before becomes stale and is replaced. */
  update: oc
    .input(named.extend({ draft: serverDraftSchema, consent: z.string().optional() }))
    .errors(draftErrors)
    .output(serverViewSchema),
  setEnabled: oc
    .input(named.extend({ enabled: z.boolean() }))
    .errors(serverErrors)
    .output(serverViewSchema),
  /** Ends the connection, then drops definition, catalog, log and secrets. */
  remove: oc.input(named).errors(serverErrors).output(nothing),
  /** Tries the server now and answers with what was found; keeps the connection. */
  inspect: oc
    .input(named)
    .errors(liveErrors)
    .output(z.object({ server: serverViewSchema, state: connectionStateSchema })),
  /** Inspects again a server whose inspection failed. */
  reinspect: oc
    .input(named)
    .errors({ ...liveErrors, NOT_FAILED: { data: z.object({ name: z.string() }) } })
    .output(z.object({ server: serverViewSchema, state: connectionStateSchema })),
  /** Agrees to exactly what the preview of the saved server shows. */
  consent: oc
    .input(named.extend({ consent: z.string() }))
    .errors(draftErrors)
    .output(serverViewSchema),
  /** Who may use a server; connections of whoever loses it end at once. */
  setAccess: oc
    .input(
      named.extend({
        scope: scopeSchema,
        /** What becomes of the sign-ins of profiles that lose it. */
        lostSignIns: z.enum(['keep', 'sign-out']).default('keep'),
      }),
    )
    .errors(serverErrors)
    .output(nothing),
  launchPreview: oc.input(named).errors(serverErrors).output(launchPreviewSchema),
  /** What somebody who helps needs to know about a server, as text free of secrets. */
  report: oc
    .input(named)
    .errors(serverErrors)
    .output(z.object({ text: z.string() })),
};

const connections = {
  /** Asks for a connection; answers at once, events tell the rest. */
  connect: oc.input(named).errors(serverErrors).output(connectionStateSchema),
  disconnect: oc.input(named).errors(serverErrors).output(connectionStateSchema),
  /** Disconnects, reads the definition again, connects, and waits for the outcome. */
  reinitialize: oc.input(named).errors(liveErrors).output(connectionStateSchema),
  /** Reads a state; connects nothing. */
  status: oc.input(named).errors(serverErrors).output(connectionStateSchema),
  /** Reads every state; connects nothing. */
  statusAll: oc.input(nothing).output(z.record(z.string(), connectionStateSchema)),
  /** What a server has been through since Patchbay started, a day at most, oldest first. */
  history: oc.input(named).errors(serverErrors).output(z.array(stateChangeSchema)),
};

const doctor = {
  /** Looks why a server's program does not start; runs neither the server nor its command. */
  examine: oc.input(named).errors(serverErrors).output(doctorReportSchema),
};

const itemQuery = z.object({
  /** One server, or every server when absent. */
  name: serverNameSchema.optional(),
  kind: catalogKindSchema,
  search: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.number().int().min(1).max(1000).default(200),
});

const catalog = {
  /** Everything a server offers, from the cache when it is not connected; null when never seen. */
  get: oc.input(named).errors(serverErrors).output(catalogSchema.nullable()),
  /** Pages through what one or all servers offer. */
  search: oc
    .input(itemQuery)
    .errors({ INVALID_CURSOR: {} })
    .output(
      z.object({
        items: z.array(z.object({ server: serverNameSchema, item: jsonObjectSchema })),
        nextCursor: z.string().optional(),
        total: z.number(),
      }),
    ),
  /** Fetches the lists again from the server. */
  refresh: oc.input(named).errors(liveErrors).output(catalogSchema),
  /** Calls a tool: progress events, then one result. Ending the iteration cancels the call. */
  callTool: oc
    .input(named.extend({ tool: z.string(), args: jsonObjectSchema }))
    .errors({
      ...liveErrors,
      INVALID_ARGUMENTS: { data: z.object({ problems: z.array(problemSchema) }) },
    })
    .output(
      eventIterator(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('progress'), progress: progressSchema }),
          z.object({ kind: z.literal('result'), result: toolResultSchema }),
        ]),
      ),
    ),
  readResource: oc
    .input(named.extend({ uri: z.string().max(10_000) }))
    .errors(liveErrors)
    .output(resourceContentSchema),
  getPrompt: oc
    .input(named.extend({ prompt: z.string(), args: z.record(z.string(), z.string()) }))
    .errors(liveErrors)
    .output(promptContentSchema),
  complete: oc
    .input(
      named.extend({
        ref: completionRefSchema,
        argument: z.object({ name: z.string(), value: z.string().max(10_000) }),
      }),
    )
    .errors(liveErrors)
    .output(completionSchema),
};

const variables = {
  /** Sets the value of one declared variable; the value is never readable again if sensitive. */
  set: oc
    .input(named.extend({ variable: z.string(), value: z.string().max(100_000) }))
    .errors({ ...draftErrors, UNKNOWN_VARIABLE: { data: z.object({ variable: z.string() }) } })
    .output(nothing),
  clear: oc
    .input(named.extend({ variable: z.string() }))
    .errors({ ...serverErrors, UNKNOWN_VARIABLE: { data: z.object({ variable: z.string() }) } })
    .output(nothing),
  /** For each declared variable only whether it has a value. */
  flags: oc.input(named).errors(serverErrors).output(z.record(z.string(), z.boolean())),
};

const identified = z.object({ id: profileIdSchema });

const profileErrors = {
  PROFILE_NOT_FOUND: { data: z.object({ id: z.string() }) },
  PROFILE_INVALID: { data: z.object({ message: z.string() }) },
  PROFILE_ACTIVE: { data: z.object({ id: z.string() }) },
  STORAGE_FAILED: serverErrors.STORAGE_FAILED,
};

const profiles = {
  create: oc
    .input(z.object({ draft: profileDraftSchema }))
    .errors(profileErrors)
    .output(profileSchema),
  update: oc
    .input(identified.extend({ draft: profileDraftSchema }))
    .errors(profileErrors)
    .output(profileSchema),
  /** The same choices and private servers under another name; without values and sign-ins. */
  duplicate: oc
    .input(identified.extend({ title: z.string() }))
    .errors({ ...profileErrors, NOT_FOUND: serverErrors.NOT_FOUND })
    .output(profileSchema),
  /** What would go with a profile. */
  removal: oc.input(identified).errors(profileErrors).output(profileRemovalSchema),
  /** Removes a profile with its private servers, values and sign-ins; not the one in use. */
  remove: oc.input(identified).errors(profileErrors).output(profileRemovalSchema),
  /** Puts a profile in use; events tell what came and went. */
  activate: oc.input(identified).errors(profileErrors).output(profileSchema),
};

const signIn = {
  /** Opens the browser at the server's sign-in; only ever called for a click. */
  begin: oc
    .input(
      named.extend({
        /** Another way back than the usual one; starts anew. */
        via: callbackWaySchema.optional(),
        /** Nothing came of the open sign-in: register anew and start anew. */
        isFresh: z.boolean().optional(),
      }),
    )
    .errors({
      NOT_FOUND: serverErrors.NOT_FOUND,
      SIGN_IN_FAILED: { data: z.object({ failure: failureSchema }) },
    })
    .output(
      z.object({
        flowId: z.string(),
        via: callbackWaySchema,
        expiresAt: z.number(),
        isOpened: z.boolean(),
      }),
    ),
  /** The address of an open sign-in, to copy into another browser; null when it is over. */
  link: oc
    .input(named)
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND })
    .output(z.object({ url: z.string().nullable() })),
  /** Gives an open sign-in up; also forgets how a fruitless one ended. */
  cancel: oc
    .input(named)
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND })
    .output(z.object({ isCancelled: z.boolean() })),
  /** Takes the address a person copied from the browser after signing in there. */
  finish: oc
    .input(z.object({ url: z.string().max(100_000) }))
    .errors({ ANSWER_REFUSED: { data: z.object({ reason: z.string() }) } })
    .output(z.object({ name: serverNameSchema, isSignedIn: z.boolean() })),
  /**
   * Who is signed in, if anybody, and whether the server offers it. Asks the server itself at most,
   * and only while it is connected.
   */
  account: oc
    .input(named)
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND })
    .output(z.object({ account: accountSchema.nullable(), offersSignIn: z.boolean() })),
  /** Who is signed in, by server; contacts nobody. */
  accounts: oc.input(nothing).output(z.record(z.string(), accountSchema)),
  /** Revokes as far as that works within a few seconds, always forgets, ends the connection. */
  signOut: oc.input(named).errors({ NOT_FOUND: serverErrors.NOT_FOUND }).output(nothing),
};

/** The vault could not do it; the reason is a code, the detail what the system said. */
const vaultErrors = { VAULT_FAILED: draftErrors.VAULT_FAILED };

const vault = {
  /** Which secrets are stored, what for, and whether each can be read now; never a value. */
  contents: oc.input(nothing).output(vaultContentsSchema),
  /** Removes one; its server is started anew if it was in use, and then says what it needs. */
  remove: oc
    .input(z.object({ server: serverNameSchema, place: secretPlaceSchema }))
    .errors({
      ...serverErrors,
      ...vaultErrors,
      NOT_STORED: { data: z.object({ name: z.string() }) },
      UNKNOWN_VARIABLE: { data: z.object({ variable: z.string() }) },
    })
    .output(nothing),
  /** Signs out everywhere and removes every secret, readable or not. */
  removeAll: oc
    .input(nothing)
    .errors({ ...serverErrors, ...vaultErrors })
    .output(nothing),
  /** Gives up a key that does not come back; what it encrypted stays but counts as not set. */
  startOver: oc.input(nothing).errors(vaultErrors).output(vaultStatusSchema),
  /** Tries to bring the key back, after the person has done something about it. */
  tryAgain: oc.input(nothing).output(vaultStatusSchema),
};

const logs = {
  /** The newest entries, oldest first; `afterId` continues from there. */
  tail: oc
    .input(
      named.extend({
        afterId: z.number().optional(),
        limit: z.number().int().max(5000).default(1000),
      }),
    )
    .errors(serverErrors)
    .output(z.array(logEntrySchema)),
  clear: oc.input(named).errors(serverErrors).output(nothing),
  /** Asks where to, then writes the log as text; `saved` is false when the person cancelled. */
  save: oc
    .input(named)
    .errors(serverErrors)
    .output(z.object({ saved: z.boolean() })),
};

const settings = {
  get: oc.input(nothing).output(settingsSchema),
  update: oc
    .input(settingsChangeSchema)
    .errors({ STORAGE_FAILED: serverErrors.STORAGE_FAILED })
    .output(settingsSchema),
};

const app = {
  snapshot: oc.input(nothing).output(snapshotSchema),
  vaultStatus: oc.input(nothing).output(vaultStatusSchema),
  dismissNotice: oc.input(z.object({ id: z.string() })).output(nothing),
  /** Tells main that the first list is on screen, so that heavy work may begin. */
  painted: oc.input(nothing).output(nothing),
};

const events = {
  /** Every change from now on, coalesced per frame; take a snapshot after subscribing. */
  subscribe: oc.input(nothing).output(eventIterator(eventBatchSchema)),
};

/** Everything the window can ask of main. Inputs and outputs are checked in main. */
export const contract = {
  servers,
  connections,
  doctor,
  catalog,
  variables,
  profiles,
  signIn,
  vault,
  import: importContract,
  logs,
  settings,
  app,
  events,
};

/** The contract's type, from which both sides derive theirs. */
export type Contract = typeof contract;

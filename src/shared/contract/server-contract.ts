import { oc } from '@orpc/contract';
import { z } from 'zod';

import { connectionStateSchema } from '../domain/connection-state.ts';
import { recipientQuestionSchema } from '../domain/recipient.ts';
import {
  launchPreviewSchema,
  pasteReadingSchema,
  problemSchema,
  scopeSchema,
  serverNameSchema,
  serverViewSchema,
} from '../domain/server.ts';
import { named, nothing } from './common.ts';
import { uncheckedDraftSchema, uncheckedEditSchema } from './drafts.ts';
import { draftErrors, liveErrors, serverErrors } from './errors.ts';

/** Server definitions: list, read, save, agree, share, remove. */
export const serverContract = {
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
    .errors({ NOT_FOUND: serverErrors.NOT_FOUND })
    .output(
      z.object({
        preview: launchPreviewSchema.nullable(),
        problems: z.array(problemSchema),
        /** Asked before stored secrets go elsewhere with it. */
        questions: z.array(recipientQuestionSchema),
      }),
    ),
  /** Saves a server and starts trying it at once; that connection is kept. */
  create: oc
    .input(z.object({ draft: uncheckedDraftSchema, consent: z.string().optional() }))
    .errors(draftErrors)
    .output(serverViewSchema),
  /**
   * Saves changes; a live connection of before becomes stale and is replaced. Whether it is on is
   * for `setEnabled`, who may use it for `setAccess`.
   */
  update: oc
    .input(
      named.extend({
        draft: uncheckedEditSchema,
        consent: z.string().optional(),
        /** Recipients of the questions the person said yes to. */
        recipients: z.array(z.string().max(10_000)).max(100).optional(),
        /** Stored secrets that would go elsewhere are left out instead. */
        forgetsSecrets: z.boolean().optional(),
      }),
    )
    .errors(draftErrors)
    .output(serverViewSchema),
  setEnabled: oc
    .input(named.extend({ enabled: z.boolean() }))
    .errors(serverErrors)
    .output(serverViewSchema),
  /** Calls it so in front of what it offers to apps; its connection stays. */
  setHandle: oc
    .input(named.extend({ handle: z.string().max(100) }))
    .errors(draftErrors)
    .output(serverViewSchema),
  /** Ends the connection, then drops everything of the server; `undo.run` brings it back. */
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
  /** Lets stored secrets go where the state `needs-setup` asks about, then tries the server. */
  allowRecipients: oc
    .input(named.extend({ recipients: z.array(z.string().max(10_000)).min(1).max(100) }))
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

import { oc } from '@orpc/contract';
import { z } from 'zod';

import {
  importChoiceSchema,
  importFindSchema,
  importPlanSchema,
  importResultSchema,
} from '../domain/import.ts';
import { serverNameSchema } from '../domain/server.ts';
import { draftErrors } from './errors.ts';

/** Errors of calls that save an import or take it back. */
const importErrors = {
  ...draftErrors,
  UNKNOWN_VARIABLE: { data: z.object({ variable: z.string() }) },
  /** Unknown by now, or the servers changed since: plan again. */
  PLAN_OUTDATED: {},
  /** A bundle that must not or could not be unpacked; nothing was saved. */
  BUNDLE_REFUSED: { data: z.object({ reason: z.string(), detail: z.string() }) },
};

/** Bringing servers of other apps here. No secret that was read ever comes out of these. */
export const importContract = {
  /** Looks at the settings of every known app on this computer; reads only. */
  scan: oc.input(z.object({})).output(z.array(importFindSchema)),
  /**
   * Reads one file, folder or text; reads only. A file or folder without a path is asked for in a
   * dialog; null when the person cancelled that.
   */
  read: oc
    .input(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.enum(['file', 'folder']), path: z.string().max(4_096).optional() }),
        z.object({ kind: z.literal('text'), text: z.string().max(1_048_576) }),
      ]),
    )
    .output(z.array(importFindSchema).nullable()),
  /** Opens the secrets of one of Patchbay's own files; it may be tried again. */
  unlock: oc
    .input(z.object({ findId: z.string(), passphrase: z.string().min(1).max(1_024) }))
    .errors({ PLAN_OUTDATED: {}, WRONG_PASSPHRASE: {} })
    .output(importFindSchema),
  /** What importing these finds would do; changes nothing. */
  plan: oc.input(z.object({ findIds: z.array(z.string()).max(400) })).output(importPlanSchema),
  /**
   * Saves what was chosen, all or nothing. Every imported server is off; with `turnsOn`, those of
   * Patchbay's own files are as they were there.
   */
  apply: oc
    .input(
      z.object({
        planId: z.string(),
        choices: z.array(importChoiceSchema).max(5_000),
        turnsOn: z.boolean().default(false),
      }),
    )
    .errors(importErrors)
    .output(importResultSchema),
  /** Takes the last import back; servers that were edited since stay. */
  undo: oc
    .input(z.object({ undoId: z.string() }))
    .errors(importErrors)
    .output(z.object({ undone: z.array(serverNameSchema) })),
};

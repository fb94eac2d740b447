import { oc } from '@orpc/contract';
import { z } from 'zod';

import { callContentsSchema, callFilterSchema, callRecordSchema } from '../domain/call-record.ts';
import { nothing } from './common.ts';
import { serverErrors } from './errors.ts';

/** What was asked of servers, by whom; each profile is told what it may know. */
export const callContract = {
  /** The newest calls before the one with that id, newest first; none when it is not known. */
  page: oc
    .input(
      z.object({
        before: z.string().max(64).optional(),
        limit: z.number().int().min(1).max(5000).default(1000),
      }),
    )
    .output(z.array(callRecordSchema)),
  /** What was said in a call; null when it was not kept, or not for this profile. */
  contents: oc.input(z.object({ id: z.string().max(64) })).output(callContentsSchema.nullable()),
  /** Asks where to, then writes the calls that are meant, oldest first. */
  save: oc
    .input(z.object({ format: z.enum(['jsonl', 'csv']), filter: callFilterSchema }))
    .errors({ STORAGE_FAILED: serverErrors.STORAGE_FAILED })
    .output(z.object({ saved: z.boolean() })),
  /** Forgets every call this profile is told of, with what was said in it. */
  clear: oc.input(nothing).output(nothing),
};

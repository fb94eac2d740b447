import { oc } from '@orpc/contract';
import { z } from 'zod';

import {
  approvalAnswerSchema,
  serverDecisionsSchema,
  toolChoiceSchema,
  waitingCallSchema,
} from '../domain/approval.ts';
import { named } from './common.ts';
import { serverErrors } from './errors.ts';

const id = z.string().max(2_000);
const toolName = z.string().max(10_000);
const { NOT_FOUND } = serverErrors;

/**
 * Calls of apps that wait for a person, and what a person decided about calls; `snapshot.approvals`
 * and its event list what waits.
 */
export const approvalContract = {
  /** The calls behind one entry of that list: all their ids, and the first of them to read. */
  waiting: oc
    .input(z.object({ id }))
    .output(z.object({ ids: z.array(z.string()), calls: z.array(waitingCallSchema) })),
  /** More of the arguments of one call, from a character on; empty when it waits no more. */
  argumentsFrom: oc
    .input(z.object({ call: id, from: z.number().int().min(0) }))
    .output(z.object({ text: z.string() })),
  /** Answers exactly these calls; how many of them still waited. */
  answer: oc
    .input(z.object({ calls: z.array(id).max(1_000), answer: approvalAnswerSchema }))
    .output(z.object({ count: z.number().int() })),
  /** What was decided about a server of the profile in use. */
  get: oc.input(named).errors({ NOT_FOUND }).output(serverDecisionsSchema),
  /** Decides for every app, about tools that are offered now; absent: about all of them. */
  choose: oc
    .input(
      named.extend({ choice: toolChoiceSchema, tools: z.array(toolName).max(20_000).optional() }),
    )
    .errors({ NOT_FOUND })
    .output(serverDecisionsSchema),
  /** Whether what a server says of its tools counts. */
  believe: oc
    .input(named.extend({ isBelieved: z.boolean() }))
    .errors({ NOT_FOUND })
    .output(serverDecisionsSchema),
  /** Ends what one app was allowed, of one tool or of all. */
  forget: oc
    .input(named.extend({ caller: z.string().max(500), tool: toolName.optional() }))
    .errors({ NOT_FOUND })
    .output(serverDecisionsSchema),
};

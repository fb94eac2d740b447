import { oc } from '@orpc/contract';
import { z } from 'zod';

import { answerSchema } from '../domain/question.ts';
import { nothing } from './common.ts';

const refusals = {
  /** Nobody waits for it any more. */
  QUESTION_GONE: {},
  /** Values do not fit, or the page cannot be opened; the question stays open. */
  ANSWER_INVALID: {
    data: z.object({
      problems: z.array(z.object({ path: z.array(z.string()), keyword: z.string() })),
    }),
  },
};

/** What servers ask in the middle of a request; `snapshot.questions` and its event list it. */
export const questionContract = {
  /**
   * Answers one question; to say yes to a page opens it in the browser. One that has to be visited
   * stays until the server says that it was, or a second yes does.
   */
  answer: oc
    .input(z.object({ id: z.string(), answer: answerSchema }))
    .errors(refusals)
    .output(nothing),
  /** Opens a page that has to be visited, and is open, once more. */
  reopen: oc
    .input(z.object({ id: z.string() }))
    .errors(refusals)
    .output(nothing),
};

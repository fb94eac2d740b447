import { oc } from '@orpc/contract';
import { z } from 'zod';

import { answerSchema } from '../domain/question.ts';
import { nothing } from './common.ts';

/** What servers ask in the middle of a request; `snapshot.questions` and its event list it. */
export const questionContract = {
  /** Answers one question; to say yes to a page opens it in the browser. */
  answer: oc
    .input(z.object({ id: z.string(), answer: answerSchema }))
    .errors({
      /** Nobody waits for it any more. */
      QUESTION_GONE: {},
      /** Values do not fit, or the page cannot be opened; the question stays open. */
      ANSWER_INVALID: {
        data: z.object({
          problems: z.array(z.object({ path: z.array(z.string()), keyword: z.string() })),
        }),
      },
    })
    .output(nothing),
};

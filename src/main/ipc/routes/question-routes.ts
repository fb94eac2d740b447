import type { Services } from '../../host/services.ts';
import { orRaise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Answers to what servers ask. */
export const questionRoutes = ({ questions }: Pick<Services, 'questions'>) => ({
  answer: os.questions.answer.handler(async ({ input, errors }) => {
    orRaise(await questions.answer(input.id, input.answer), errors);
    return {};
  }),
  reopen: os.questions.reopen.handler(async ({ input, errors }) => {
    orRaise(await questions.reopen(input.id), errors);
    return {};
  }),
});

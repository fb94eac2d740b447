import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Answers to what servers ask. */
export const questionRoutes = ({ questions }: Pick<Services, 'questions'>) => ({
  answer: os.questions.answer.handler(async ({ input, errors }) => {
    const answered = await questions.answer(input.id, input.answer);
    if (answered.ok) return {};
    const { code, ...data } = answered.error;
    return raise(errors, { code, data });
  }),
});

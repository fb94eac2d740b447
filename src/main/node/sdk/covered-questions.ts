import type { QuestionPort } from '../../questions/question.ts';
import type { SessionVoice } from './session-voice.ts';

/**
 * Questions as a person is shown them: without the secrets of the server that asks. Answers go back
 * in its own words. A page whose address holds a secret is not opened, for it would be shown.
 */
export function coveredQuestions(
  questions: QuestionPort,
  { answers, log }: Pick<SessionVoice, 'answers' | 'log'>,
): QuestionPort {
  const askToOpen = questions.askToOpen?.bind(questions);
  return {
    ask: async (question, signal) => {
      const { message, schema } = answers.cover({
        message: question.message,
        schema: question.schema,
      });
      const answer = await questions.ask({ ...question, message, schema }, signal);
      return answer.kind === 'accepted'
        ? { ...answer, values: answers.uncover(answer.values) }
        : answer;
    },
    ...(askToOpen && {
      askToOpen: async (question, signal) => {
        const covered = answers.cover({ message: question.message, url: question.url });
        if (covered.url === question.url) return askToOpen({ ...question, ...covered }, signal);
        const text =
          'The server asked to open a page with a secret in its address; it was declined.';
        log({ source: 'note', level: 'warning', text });
        return { kind: 'declined' };
      },
    }),
  };
}

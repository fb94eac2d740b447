import { noteLine } from '../../activity/note-line.ts';
import type { Answer, PageQuestion, ElicitationPort } from '../../elicitation/question.ts';
import type { RedactingObserver } from './redacting-observer.ts';

/**
 * Questions as a person is shown them: without the secrets of the server that asks. Answers go back
 * in its own words. A page whose address holds a secret is not opened, for it would be shown.
 */
export function coveredQuestions(
  questions: ElicitationPort,
  { answers, log }: Pick<RedactingObserver, 'answers' | 'log'>,
): ElicitationPort {
  const askToOpen = questions.askToOpen?.bind(questions);
  const askToVisit = questions.askToVisit?.bind(questions);
  const shown = async (question: PageQuestion, ask: (covered: PageQuestion) => Promise<Answer>) => {
    const covered = answers.cover({ message: question.message, url: question.url });
    if (covered.url === question.url) return ask({ ...question, ...covered });
    log(noteLine({ key: 'note.pageDeclined' }));
    return { kind: 'declined' } as const;
  };
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
      askToOpen: (question, signal) => shown(question, (covered) => askToOpen(covered, signal)),
    }),
    ...(askToVisit && {
      askToVisit: (question, visited, signal) =>
        shown(question, (covered) => askToVisit(covered, visited, signal)),
    }),
  };
}

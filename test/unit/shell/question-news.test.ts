import { describe, expect, test } from 'vitest';

import {
  afterClosingQuestion,
  followQuestions,
  noQuestionNews,
  questionNotification,
} from '../../../src/main/shell/question-news.ts';
import type { QuestionFacts, QuestionNews } from '../../../src/main/shell/question-news.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { translate } from '../../../src/shared/i18n/phrase.ts';
import { viewOf } from '../renderer/sample-snapshot.ts';

/** Looks one after the other; gives what each did. */
function setUp() {
  let news: QuestionNews = noQuestionNews;
  return {
    look(ids: readonly string[], facts: Partial<QuestionFacts> = {}) {
      const questions = ids.map((id) => ({ id }));
      const looked = followQuestions(news, {
        questions,
        isWatched: false,
        isWanted: true,
        ...facts,
      });
      ({ news } = looked);
      const { step } = looked;
      return step.kind === 'show' ? `${step.isQuiet ? 'quietly ' : ''}${step.id}` : step.kind;
    },
    close: () => void (news = afterClosingQuestion(news)),
  };
}

describe('somebody who does not look at the window', () => {
  test('hears of each question at once, and once', () => {
    const { look } = setUp();
    expect(look([])).toBe('none');
    expect(look(['a'])).toBe('a');
    expect(look(['a'])).toBe('none');
    expect(look(['a', 'b'])).toBe('b');
    expect(look(['a', 'b'])).toBe('none');
  });

  test('sees nothing of what nobody waits for any more', () => {
    const { look } = setUp();
    look(['a']);
    look(['a', 'b']);
    expect(look(['a'])).toBe('quietly a');
    expect(look([])).toBe('close');
    expect(look([])).toBe('none');
  });

  test('is not told again of what they closed, but of the next', () => {
    const { look, close } = setUp();
    look(['a']);
    close();
    expect(look(['a'])).toBe('none');
    expect(look([])).toBe('none');
    expect(look(['b'])).toBe('b');
  });
});

test('somebody who looks at the window, or wants no notifications, gets none', () => {
  const { look } = setUp();
  expect(look(['a'], { isWatched: true })).toBe('none');
  expect(look(['a'])).toBe('none');
  expect(look(['a', 'b'])).toBe('b');
  expect(look(['a', 'b'], { isWatched: true })).toBe('close');
  expect(look(['c'], { isWanted: false })).toBe('none');
  // Once they want them, what still waits is told.
  expect(look(['c'])).toBe('c');
});

describe('the notification', () => {
  const servers = [viewOf('shop', 'Shop\nfront')];
  const question = { id: 'q', serverName: 'shop', message: 'Your password has expired' };
  const say = (phrase: Parameters<typeof translate>[2]) => translate(en, 'en', phrase);
  const step = { kind: 'show', id: 'q', isQuiet: false } as const;

  test('says who asks and for what, in no word of theirs, and leads to the window', () => {
    const form = { ...question, mode: 'form', schema: {} } as const;
    expect(questionNotification(step, { servers, questions: [form] }, say)).toEqual({
      place: 'question',
      title: 'Shop front asks you something',
      body: 'It waits for your answer.',
      buttons: [{ label: 'Open', command: { kind: 'answer' } }],
      command: { kind: 'answer' },
      isQuiet: false,
    });
    const page = { ...question, mode: 'url', url: 'https://a.example', stage: 'to-open' } as const;
    expect(questionNotification(step, { servers, questions: [page] }, say)).toMatchObject({
      body: 'It wants to open a page.',
    });
  });

  test('is none when the question is gone', () => {
    expect(questionNotification(step, { servers, questions: [] }, say)).toBeUndefined();
  });
});

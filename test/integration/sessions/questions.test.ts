import { afterAll, describe, expect, onTestFinished, test } from 'vitest';

import type { Launch } from '../../../src/main/sessions/session.ts';
import { createThreadJudge } from '../../../src/main/node/judge/thread-judge.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { checkedQuestions } from '../../../src/main/elicitation/answer-question.ts';
import type { Answer, Question } from '../../../src/main/elicitation/question.ts';
import { startAskingServer } from '../../fixtures/servers/http/asking-server.ts';
import { livingDescendants } from '../../support/processes.ts';
import { referenceServer } from '../../support/real-servers.ts';
import { createTestOpener, never, openOrThrow, requestFor } from '../../support/session-kit.ts';

afterAll(async () => {
  expect(await livingDescendants()).toEqual([]);
});

/** A session in which every question gets the same answer; without one there is nobody to ask. */
async function open(launch: Launch, answer?: Answer) {
  const asked: Question[] = [];
  const questions = answer && {
    ask(question: Question) {
      asked.push(question);
      return Promise.resolve(answer);
    },
  };
  const judge = createThreadJudge(createSystemClock());
  onTestFinished(() => judge[Symbol.dispose]());
  const checked = questions && checkedQuestions(questions, judge);
  const session = await openOrThrow(createTestOpener({ questions: checked }), requestFor(launch));
  onTestFinished(() => session.close());
  const call = async (name: string) => {
    const result = await session.callTool({ name, args: {} }, never);
    const [block] = result.ok ? result.value.content : [];
    return typeof block?.['text'] === 'string' ? block['text'] : result;
  };
  return { session, asked, call };
}

describe('a modern server that asks before it answers', () => {
  async function askingServer(): Promise<Launch> {
    const server = await startAskingServer();
    onTestFinished(() => server.close());
    return { type: 'streamable-http', url: server.url, headers: {} };
  }

  test('is told what the person entered, with the defaults and its own state untouched', async () => {
    const { asked, call } = await open(await askingServer(), {
      kind: 'accepted',
      values: { isGift: true },
    });
    expect(JSON.parse((await call('order')) as string)).toEqual({
      inputResponses: { how: { action: 'accept', content: { count: 2, isGift: true } } },
      isSameState: true,
    });
    expect(asked).toMatchObject([{ serverName: 'under-test', message: 'How many?' }]);
  });

  test('is told that the person said no', async () => {
    const { call } = await open(await askingServer(), { kind: 'declined' });
    expect(JSON.parse((await call('order')) as string)).toMatchObject({
      inputResponses: { how: { action: 'decline' } },
    });
  });

  test('fails where there is nobody to ask', async () => {
    const { call } = await open(await askingServer());
    expect(await call('order')).toMatchObject({ ok: false, error: { kind: 'rpc-error' } });
  });
});

describe('a legacy server that asks in the middle of a call', () => {
  const tool = 'trigger-elicitation-request';
  const offers = async (session: Awaited<ReturnType<typeof open>>['session']) => {
    const page = await session.listPage('tools', undefined, never);
    return page.ok && page.value.items.some(({ name }) => name === tool);
  };

  test('is told what the person entered', async () => {
    const values = { name: 'Ada', check: true };
    const { session, asked, call } = await open(referenceServer('everything'), {
      kind: 'accepted',
      values,
    });
    expect(await offers(session)).toBe(true);
    expect(await call(tool)).toMatch(/provided the requested information/);
    expect(asked).toHaveLength(1);
  });

  test('does not offer to where there is nobody to ask', async () => {
    const { session } = await open(referenceServer('everything'));
    expect(await offers(session)).toBe(false);
  });
});

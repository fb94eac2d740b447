import { fileURLToPath } from 'node:url';

import { afterAll, expect, onTestFinished, test } from 'vitest';

import type { Answer, Question } from '../../../src/main/elicitation/question.ts';
import { livingDescendants, waitFor } from '../../support/processes.ts';
import { createTestOpener, never, openOrThrow, requestFor } from '../../support/session-kit.ts';

afterAll(async () => {
  expect(await livingDescendants()).toEqual([]);
});

const asks = fileURLToPath(new URL('../../fixtures/quirk-servers/asks.mjs', import.meta.url));
const launch = { type: 'stdio' as const, command: process.execPath, args: [asks], env: {} };
const cancelled: Answer = { kind: 'cancelled' };

/** A session with a person who does not answer by themselves. */
async function open({ callTimeoutMs = 20_000 } = {}) {
  const asked: { readonly question: Question; readonly signal: AbortSignal }[] = [];
  const answers: ((answer: Answer) => void)[] = [];
  const opener = createTestOpener({
    questions: {
      ask(question, signal) {
        asked.push({ question, signal });
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(cancelled));
          answers.push(resolve);
        });
      },
    },
  });
  const session = await openOrThrow(opener, requestFor(launch, { callTimeoutMs }));
  onTestFinished(() => session.close());
  const call = async (name: string, signal = never) => {
    const result = await session.callTool({ name, args: {} }, signal);
    return result.ok ? String(result.value.content[0]?.['text']) : result.error.kind;
  };
  const isOver = (at: number) => waitFor('its end', () => asked[at]?.signal.aborted || undefined);
  const isAsked = (at: number) => waitFor('a question', () => asked[at]);
  return { session, call, answers, isOver, isAsked };
}

test('a question ends with its call: given up, answered meanwhile, or gone with the server', async () => {
  const { call, isOver, isAsked } = await open();
  const person = new AbortController();
  const given = call('form', person.signal);
  await isAsked(0);
  person.abort();
  expect(await given).toBe('aborted');
  await isOver(0);

  expect(await call('leave')).toBe('left');
  await isOver(1);
  // It is told, so that it waits for nobody.
  expect(await call('told')).toBe('{"action":"cancel"} {"action":"cancel"}');

  expect(await call('fall')).toBe('process-exited');
  await isOver(2);
});

test('a call has its whole time again once a person has answered', async () => {
  const { call, answers, isAsked } = await open({ callTimeoutMs: 400 });
  const called = call('form');
  await isAsked(0);
  // Longer than the call may take without a person.
  await new Promise((resolve) => setTimeout(resolve, 900));
  answers[0]?.({ kind: 'accepted', values: { colour: 'blue' } });
  expect(await called).toBe('{"action":"accept","content":{"colour":"blue"}}');
});

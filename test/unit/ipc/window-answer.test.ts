import { describe, expect, test } from 'vitest';

import {
  maxWindowParts,
  promptForWindow,
  resourceForWindow,
  resultForWindow,
} from '../../../src/main/ipc/window-answer.ts';

const texts = (count: number) => Array.from({ length: count }, () => ({ type: 'text', text: 'x' }));

describe('what the window gets of an answer', () => {
  test('is all of an ordinary one', () => {
    const result = { content: texts(3), structuredContent: { a: 1 }, isError: false, tookMs: 1 };
    expect(resultForWindow(result)).toEqual(result);
    const bare = { content: texts(maxWindowParts), isError: true, tookMs: 1 };
    expect(resultForWindow(bare)).toEqual(bare);
    const resource = { contents: texts(2) };
    expect(resourceForWindow(resource)).toEqual(resource);
    const prompt = { description: 'd', messages: texts(2) };
    expect(promptForWindow(prompt)).toEqual(prompt);
  });

  test('is the first pieces of a huge one, and how many are left out', () => {
    const content = texts(50_000);
    const shown = resultForWindow({ content, isError: false, tookMs: 1 });
    expect(shown.content).toHaveLength(maxWindowParts);
    expect(shown.omitted).toEqual({ parts: 50_000 - maxWindowParts });
    // What was answered stays whole, for whoever forwards it.
    expect(content).toHaveLength(50_000);
    expect(resourceForWindow({ contents: content }).omitted).toEqual({ parts: 48_000 });
    expect(promptForWindow({ messages: content }).omitted).toEqual({ parts: 48_000 });
  });

  test('is no more than a page can hold, but always the first', () => {
    const large = { type: 'text', text: 'x'.repeat(10_000_000) };
    const shown = resultForWindow({ content: [large, large], isError: false, tookMs: 1 });
    expect(shown.content).toHaveLength(1);
    expect(shown.omitted).toEqual({ parts: 1 });
    const huge = { type: 'text', text: 'x'.repeat(20_000_000) };
    expect(resourceForWindow({ contents: [huge] })).toEqual({ contents: [huge] });
  });

  test('says when data is left out', () => {
    const structuredContent = { list: Array.from({ length: 300_000 }, (_, at) => at) };
    const result = { content: [], structuredContent, isError: false, tookMs: 1 };
    expect(resultForWindow(result)).toEqual({
      content: [],
      isError: false,
      tookMs: 1,
      omitted: { data: true },
    });
  });
});

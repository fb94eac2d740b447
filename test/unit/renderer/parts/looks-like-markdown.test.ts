import { expect, test } from 'vitest';

import {
  looksLikeMarkdown,
  maxMarkdownChars,
} from '../../../../src/renderer/src/parts/runs/looks-like-markdown.ts';

test.each([
  '# Title',
  'a\n\n- one\n- two',
  '```js\nx\n```',
  '| a |\n| --- |',
  'a | b\n :--- | ---',
  'a | b\n\n| --- |',
  '[a](b)',
  '[a [b](c)',
  '**b**',
])('laid out: %j', (text) => expect(looksLikeMarkdown(text)).toBe(true));

test.each(['', 'plain words', '2 * 3 * 4', '#tag', '{"a": [1]}', 'a - b - c', '- alone'])(
  'left as it is: %j',
  (text) => expect(looksLikeMarkdown(text)).toBe(false),
);

// Looked at again from each of their characters, these would hold the window for minutes.
test.each(['[', '[a](', '|'])('no end to it: %j', (part) => {
  const text = part.repeat(maxMarkdownChars / part.length);
  expect(looksLikeMarkdown(`|\n ${text.slice(3)}`)).toBe(false);
});

test.each([' ', '\n'])('a line with a bar and nothing but %j behind it', (blank) => {
  expect(looksLikeMarkdown(`|\n${blank.repeat(maxMarkdownChars - 2)}`)).toBe(false);
});

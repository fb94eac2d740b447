import { expect, test } from 'vitest';

import { looksLikeMarkdown } from '../../../../src/renderer/src/parts/runs/looks-like-markdown.ts';

test.each(['# Title', 'a\n\n- one\n- two', '```js\nx\n```', '| a |\n| --- |', '[a](b)', '**b**'])(
  'laid out: %j',
  (text) => expect(looksLikeMarkdown(text)).toBe(true),
);

test.each(['', 'plain words', '2 * 3 * 4', '#tag', '{"a": [1]}', 'a - b - c', '- alone'])(
  'left as it is: %j',
  (text) => expect(looksLikeMarkdown(text)).toBe(false),
);

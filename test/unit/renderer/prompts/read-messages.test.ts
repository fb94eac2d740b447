import { expect, test } from 'vitest';

import {
  messagesAsText,
  readMessages,
} from '../../../../src/renderer/src/features/prompts/read-messages.ts';

test('reads messages with one block, several blocks, or nonsense', () => {
  const messages = readMessages([
    { role: 'user', content: { type: 'text', text: 'Hello' } },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    },
    { role: 7, content: 'odd' },
  ]);
  expect(messages).toEqual([
    { role: 'user', parts: [{ kind: 'text', text: 'Hello' }] },
    {
      role: 'assistant',
      parts: [
        { kind: 'text', text: 'a' },
        { kind: 'text', text: 'b' },
      ],
    },
    { role: '', parts: [{ kind: 'unknown', json: '"odd"' }] },
  ]);
  expect(messagesAsText(messages.slice(0, 2), (role) => role.toUpperCase())).toBe(
    'USER:\nHello\n\nASSISTANT:\na\nb',
  );
});

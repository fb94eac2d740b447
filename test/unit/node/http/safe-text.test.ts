import { describe, expect, test } from 'vitest';

import { redactText, safeUrl } from '../../../../src/main/node/http/safe-text.ts';

describe('safeUrl', () => {
  test.each([
    ['https://example.com/mcp', 'https://example.com/mcp'],
    ['https://user:hunter2@example.com/mcp', 'https://example.com/mcp'],
    [
      'https://example.com/mcp?api_key=hunter2&x=1#hunter2',
      'https://example.com/mcp?api_key=…&x=…',
    ],
    ['no url: hunter2', '(invalid URL)'],
  ])('%s becomes %s', (url, expected) => {
    expect(safeUrl(url)).toBe(expected);
  });
});

describe('redactText', () => {
  test('blanks secrets, plain and URL-encoded, the longer one first', () => {
    const text = 'a hunter2/x b hunter2 c hunter2%2Fx';
    expect(redactText(text, ['hunter2', 'hunter2/x'])).toBe('a ••• b ••• c •••');
  });

  test('leaves text alone for values too short to be secrets', () => {
    expect(redactText('a cat', ['a', ''])).toBe('a cat');
  });

  test('cuts long text after blanking it', () => {
    expect(redactText(`xx${'secret'.repeat(3)}`, ['secret'], 5)).toBe('xx•••…');
  });
});

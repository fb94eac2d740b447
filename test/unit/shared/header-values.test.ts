import { describe, expect, test } from 'vitest';

import {
  characterName,
  unsendableIn,
  unsendableInKey,
  unsendableInPlace,
  unsendableInVariable,
  unsendableProblem,
} from '../../../src/shared/domain/header-values.ts';
import type { HeaderBearing } from '../../../src/shared/domain/header-values.ts';

describe('what a header can carry', () => {
  test.each([
    ['sk-live_0123456789', undefined],
    ['tab\tand space', undefined],
    ['café', undefined],
    ['key\r\n', undefined],
    ['密钥', '密'],
    ['key 🔑', '🔑'],
    ['“quoted”', '“'],
    ['dash – dash', '–'],
    ['one\ntwo', '\n'],
    ['one\rtwo', '\r'],
    ['nul\0', '\0'],
    ['del\x7f', '\x7f'],
    ['zero\u200bwidth', '\u200b'],
  ])('%j', (value, character) => {
    expect(unsendableIn(value)).toBe(character);
    // The same that fetch says.
    const isAccepted = () => new Headers([['x', value]]);
    if (character === undefined) expect(isAccepted).not.toThrow();
    else if (!['\x7f', '\0'].includes(character)) expect(isAccepted).toThrow();
  });

  test('takes a user and password of any kind, which are encoded', () => {
    expect(unsendableInKey('basic', 'jörg:密')).toBeUndefined();
    expect(unsendableInKey('basic', '密')).toBe('密');
    expect(unsendableInKey('bearer', 'user:密')).toBe('密');
  });

  test('is asked of places and variables only where they are sent in one', () => {
    const server = (text: string): HeaderBearing => ({
      transport: { type: 'streamable-http', headers: { 'X-Key': { kind: 'text', text } } },
      auth: { type: 'api-key', placement: 'bearer', key: { kind: 'text', text: '{{TOKEN}}' } },
    });
    expect(unsendableInVariable(server('a {{NAME}} b'), 'NAME', 'x\n')).toBe('\n');
    expect(unsendableInVariable(server('a {{NAME}}'), 'NAME', 'x\n')).toBeUndefined();
    expect(unsendableInVariable(server('{{NAME}}'), 'OTHER', '密')).toBeUndefined();
    expect(unsendableInVariable(server('{{NAME}}'), 'TOKEN', '密')).toBe('密');
    const program: HeaderBearing = { transport: { type: 'stdio' }, auth: { type: 'none' } };
    expect(unsendableInVariable(program, 'NAME', '密')).toBeUndefined();
    expect(unsendableInPlace(server(''), { kind: 'header', name: 'X' }, '密')).toBe('密');
    expect(unsendableInPlace(server(''), { kind: 'api-key' }, '密')).toBe('密');
    expect(unsendableInPlace(server(''), { kind: 'env', name: 'X' }, '密')).toBeUndefined();
  });

  test('calls a character by its look and number, or by its number alone', () => {
    expect(['“', '🔑', '\n', '\u200b', '\u3000'].map(characterName)).toEqual([
      '““” (U+201C)',
      '“🔑” (U+1F511)',
      'U+000A',
      'U+200B',
      'U+3000',
    ]);
    expect(unsendableProblem('auth.key', '\n').message).toBe('A header cannot carry a line break.');
  });
});

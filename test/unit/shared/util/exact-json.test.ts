import { describe, expect, test } from 'vitest';

import { readExactJson, writeExactJson } from '../../../../src/shared/util/exact-json.ts';

describe('JSON with large whole numbers', () => {
  test.each([
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['9007199254740991', 9007199254740991],
    ['{"a":[12345678901234567890]}', { a: [12345678901234567890n] }],
    ['"9007199254740993"', '9007199254740993'],
    ['{"9007199254740993":1}', { '9007199254740993': 1 }],
    ['"say \\"9007199254740993\\" # ##"', 'say "9007199254740993" # ##'],
    ['0.12345678901234567', Number('0.12345678901234567')],
    ['1e30', 1e30],
    ['12345678901234567e2', Number('12345678901234567e2')],
  ])('reads %s', (text, value) => expect(readExactJson(text)).toEqual(value));

  test('throws for what is not JSON', () => {
    expect(() => readExactJson('{90071992547409931')).toThrow(SyntaxError);
  });

  test('writes back what it read, and leaves texts that look like numbers alone', () => {
    const text = '{"id":9007199254740993,"list":[-12345678901234567890,"#12345678901234567890"]}';
    expect(writeExactJson(readExactJson(text))).toBe(text);
    expect(writeExactJson({ a: 1n }, 2)).toBe('{\n  "a": 1\n}');
    expect(writeExactJson(undefined)).toBeUndefined();
  });
});

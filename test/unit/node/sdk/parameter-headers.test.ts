import { describe, expect, test } from 'vitest';

import {
  parameterHeaders,
  scanHeaderParameters,
} from '../../../../src/main/node/sdk/parameter-headers.ts';
import { createMirroredTools } from '../../../../src/main/node/sdk/mirrored-tools.ts';

const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type: 'object',
  properties,
  ...more,
});
const mirrored = (name: unknown, type = 'string') => ({ type, 'x-mcp-header': name });

describe('header annotations', () => {
  test('are found at any depth of properties', () => {
    const schema = object({ a: mirrored('A'), b: object({ c: mirrored('C', 'integer') }) });
    const scan = scanHeaderParameters(schema);
    expect(
      scan.status === 'valid' && [...scan.parameters].sort((x, y) => x.name.localeCompare(y.name)),
    ).toEqual([
      { path: ['a'], name: 'A' },
      { path: ['b', 'c'], name: 'C' },
    ]);
  });

  test.each([
    ['no schema', undefined],
    ['no annotation', object({ a: { type: 'string' } })],
    ['data that looks like one', object({ a: { type: 'object', default: mirrored('A b') } })],
    ['a property of that name', object({ 'x-mcp-header': { type: 'string' } })],
    ['a definition of that name', object({}, { $defs: { 'x-mcp-header': { type: 'string' } } })],
  ])('may be absent: %s', (_name, schema) => {
    expect(scanHeaderParameters(schema)).toEqual({ status: 'valid', parameters: [] });
  });

  test.each([
    ['a name with a space', object({ a: mirrored('A b') })],
    ['a name with a line break', object({ a: mirrored('A\r\nB') })],
    ['an empty name', object({ a: mirrored('') })],
    ['a name that is no text', object({ a: mirrored(7) })],
    ['a number', object({ a: mirrored('A', 'number') })],
    ['an object', object({ a: mirrored('A', 'object') })],
    ['two names that differ in case', object({ a: mirrored('A'), b: mirrored('a') })],
    ['the root', { ...object({}), 'x-mcp-header': 'A' }],
    ['items', object({ a: { type: 'array', items: mirrored('A') } })],
    ['an alternative', object({}, { anyOf: [object({ a: mirrored('A') })] })],
    ['a definition', object({}, { $defs: { d: mirrored('A') } })],
    ['a pattern', object({}, { patternProperties: { x: mirrored('A') } })],
  ])('must not be on %s', (_name, schema) => {
    expect(scanHeaderParameters(schema).status).toBe('invalid');
  });

  test('are not looked for without end', () => {
    const wide = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, n) => [`p${String(n)}`, {}]),
    );
    expect(scanHeaderParameters(object(wide))).toEqual({
      status: 'invalid',
      reason: { key: 'note.header.tooLarge' },
    });
  });
});

describe('mirrored arguments', () => {
  const parameters = [{ path: ['a', 'b'], name: 'X' }];
  const base64 = (text: string) => `=?base64?${Buffer.from(text).toString('base64')}?=`;

  test.each([
    ['plain', 'plain'],
    ['a b', 'a b'],
    [true, 'true'],
    [12, '12'],
    ['', base64('')],
    [' padded', base64(' padded')],
    ['ø', base64('ø')],
    ['a\r\nb', base64('a\r\nb')],
    ['=?base64?eA==?=', base64('=?base64?eA==?=')],
  ])('%j travels as %s', (value, text) => {
    expect(parameterHeaders(parameters, { a: { b: value } })).toEqual({ 'Mcp-Param-X': text });
  });

  test.each([{}, { a: {} }, { a: { b: null } }, { a: { b: {} } }, { a: 'x' }, { a: { b: 1e300 } }])(
    'have no header in %j',
    (args) => {
      expect(parameterHeaders(parameters, args)).toEqual({});
    },
  );
});

test('remembers the tools that were listed, without the invalid ones', () => {
  const leftOut: string[] = [];
  const tools = createMirroredTools((name) => void leftOut.push(name));
  const good = { name: 'good', inputSchema: object({ a: mirrored('A') }) };
  const plain = { name: 'plain', inputSchema: object({}) };
  const bad = { name: 'bad', inputSchema: object({ a: mirrored('not a token') }) };
  expect(tools.sift([good, plain, bad])).toEqual([good, plain]);
  expect(leftOut).toEqual(['bad']);
  expect(tools.headersOf({ name: 'good', arguments: { a: 'x' } })).toEqual({ 'Mcp-Param-A': 'x' });
  expect(tools.headersOf({ name: 'plain', arguments: { a: 'x' } })).toBeUndefined();
  tools.sift([{ ...good, inputSchema: object({}) }]);
  expect(tools.headersOf({ name: 'good', arguments: { a: 'x' } })).toBeUndefined();
});

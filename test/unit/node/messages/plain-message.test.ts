import { parseJSONRPCMessage } from '@modelcontextprotocol/client';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { plainMessage } from '../../../../src/main/node/messages/plain-message.ts';

const plain: readonly (readonly [string, unknown])[] = [
  ['a request', { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'echo' } }],
  ['a request without params', { method: 'ping', jsonrpc: '2.0', id: 'a' }],
  ['a notification', { jsonrpc: '2.0', method: 'notifications/initialized' }],
  ['a result', { jsonrpc: '2.0', id: 0, result: { content: [{ type: 'text', _meta: null }] } }],
  ['an empty result', { result: {}, id: '', jsonrpc: '2.0' }],
];

test.each(plain)('%s is taken as it is, and as the schemas take it', (_, value) => {
  expect(plainMessage(value)).toBe(value);
  expect(parseJSONRPCMessage(value)).toEqual(value);
});

const left: readonly (readonly [string, unknown])[] = [
  ['no object', [plain[0]?.[1]]],
  ['nothing', null],
  ['another version', { jsonrpc: '2', id: 1, method: 'ping' }],
  ['an error', { jsonrpc: '2.0', id: 1, error: { code: -1, message: 'no' } }],
  ['a field too many', { jsonrpc: '2.0', id: 1, method: 'ping', more: 1 }],
  ['a method that is no text', { jsonrpc: '2.0', id: 1, method: 7 }],
  ['a method beside a result', { jsonrpc: '2.0', id: 1, method: 'ping', result: {} }],
  ['params that are a list', { jsonrpc: '2.0', id: 1, method: 'ping', params: [] }],
  ['params with _meta', { jsonrpc: '2.0', id: 1, method: 'ping', params: { _meta: {} } }],
  ['an id that is no whole number', { jsonrpc: '2.0', id: 1.5, method: 'ping' }],
  ['an id of null', { jsonrpc: '2.0', id: null, method: 'ping' }],
  ['a result of null', { jsonrpc: '2.0', id: 1, result: null }],
  ['a result with _meta', { jsonrpc: '2.0', id: 1, result: { _meta: null } }],
  ['a result beside an error', { jsonrpc: '2.0', id: 1, result: {}, error: null }],
  ['a result for nobody', { jsonrpc: '2.0', result: {} }],
  ['a prototype', JSON.parse('{"jsonrpc":"2.0","id":1,"result":{"__proto__":{}}}') as unknown],
];

test.each(left)('%s is left to the schemas', (_, value) => {
  expect(plainMessage(value)).toBeUndefined();
});

const odd = fc.oneof(
  fc.constantFrom(null, '2.0', 'ping', 1, 1.5, 2 ** 60, true),
  fc.constantFrom({}, [], { _meta: {} }, { _meta: null }, { a: { _meta: 1 } }, { code: 1 }),
  fc.dictionary(fc.constantFrom('_meta', 'a', '__proto__', 'progressToken'), fc.jsonValue()),
);
const messages = fc.record(
  {
    jsonrpc: fc.constantFrom('2.0', '2', 2),
    ...{ id: odd, method: odd, params: odd, result: odd, error: odd },
  },
  { requiredKeys: ['jsonrpc'] },
);

test('whatever is plain, the schemas take for the same', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const value: unknown = JSON.parse(JSON.stringify(message));
      const taken = plainMessage(value);
      if (taken !== undefined) expect(parseJSONRPCMessage(value)).toEqual(taken);
    }),
    { numRuns: 500 },
  );
});

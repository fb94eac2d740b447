import { expect, test } from 'vitest';

import {
  areNamesRight,
  argumentsOf,
  typedOf,
  valueOf,
  withArgument,
  withServers,
  withTool,
  withToolsOf,
} from '../../../../src/renderer/src/parts/app-rights/stated.ts';

const mail = { server: 'mail', tools: [{ tool: 'send' }] };
const files = { server: 'files', tools: [] };

test('a server that is not stated any more takes its stated tools along', () => {
  expect(withServers([mail, files], ['files', 'files', 'gone'])).toEqual({
    servers: ['files', 'gone'],
    tools: [files],
  });
});

test('tools of one server are stated beside those of others, none of them being a statement too', () => {
  expect(withToolsOf([mail, files], 'mail', [])).toEqual([files, { server: 'mail', tools: [] }]);
  expect(withToolsOf([mail, files], 'mail', undefined)).toEqual([files]);
});

test('a tool is changed in its place, added at the end, and taken out', () => {
  const stated = [{ tool: 'a' }, { tool: 'b' }];
  expect(withTool(stated, 'a', { tool: 'a', name: 'x' })[0]).toEqual({ tool: 'a', name: 'x' });
  expect(withTool(stated, 'c', { tool: 'c' })).toHaveLength(3);
  expect(withTool(stated, 'a', undefined)).toEqual([{ tool: 'b' }]);
});

test('a text is typed as it is, everything else as JSON', () => {
  const schema = { properties: { to: { type: 'string' }, count: { type: 'integer' }, any: true } };
  const [to, count, any] = argumentsOf(schema);
  expect([to?.isText, count?.isText, any?.isText]).toEqual([true, false, false]);
  expect(argumentsOf({ properties: 7 })).toEqual([]);
  expect(valueOf('7', { isText: true })).toBe('7');
  expect(valueOf('7', { isText: false })).toBe(7);
  expect(valueOf('seven', { isText: false })).toBeUndefined();
  for (const [value, isText] of [
    ['a "b"', true],
    [{ a: [1] }, false],
    ['text', false],
  ] as const) {
    expect(valueOf(typedOf(value, { isText }), { isText })).toEqual(value);
  }
});

test('an argument left to the app leaves no trace', () => {
  const right = withArgument({ tool: 'a' }, 'to', 'me');
  expect(right).toEqual({ tool: 'a', fixed: { to: 'me' } });
  expect(withArgument(right, 'to', undefined)).toEqual({ tool: 'a' });
});

test('names obey the rules, and no two tools have the same one', () => {
  const named = (...names: readonly string[]) =>
    areNamesRight([{ server: 'mail', tools: names.map((name) => ({ tool: name, name })) }]);
  expect([named('a', 'b'), named(), named('a b'), named('a', 'a'), named('find_tools')]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

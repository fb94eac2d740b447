import { expect, test } from 'vitest';

import { needsNetwork } from '../../../src/main/connections/needs-network.ts';

const at = (url: string) => needsNetwork({ type: 'streamable-http', url, headers: {} });

test.each([
  'http://localhost:3000/mcp',
  'http://tools.localhost/mcp',
  'http://LOCALHOST./mcp',
  'http://127.0.0.1:1/',
  'http://127.1/',
  'http://0x7f000001/',
  'http://[::1]:8080/mcp',
  'http://[::ffff:127.0.0.1]/',
])('%s is this computer', (url) => {
  expect(at(url)).toBe(false);
});

test.each([
  'https://mcp.example.com/mcp',
  'http://192.168.1.4/mcp',
  'http://127.0.0.1.example.com/',
  'http://localhost.example.com/',
  'https://{{HOST}}/mcp',
])('%s needs the network', (url) => {
  expect(at(url)).toBe(true);
});

test('a program and the built-in server do not', () => {
  expect(needsNetwork({ type: 'stdio', command: 'server', args: [], env: {} })).toBe(false);
  expect(needsNetwork({ type: 'built-in', id: 'sample' })).toBe(false);
});

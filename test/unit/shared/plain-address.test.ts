import { expect, test } from 'vitest';

import { addressZone } from '../../../src/main/node/http/address-zone.ts';
import {
  isOwnHost,
  isPlainAddress,
  isPlainAddressWith,
} from '../../../src/shared/domain/plain-address.ts';

test.each([
  ['http://example.com/mcp', true],
  [' HTTP://Example.com ', true],
  ['ws://example.com', true],
  ['http://192.168.1.5:8080/mcp', true],
  ['http://[fe80::1]/', true],
  ['http://{{HOST}}/mcp', true],
  ['http://localhost.example.com/', true],
  ['http://127.0.0.1.example.com/', true],
  ['https://example.com/mcp', false],
  ['wss://example.com', false],
  ['http://localhost:3000/mcp', false],
  ['http://app.localhost/', false],
  ['http://127.0.0.1:8080', false],
  ['http://127.8.9.1/', false],
  ['http://[::1]:80/', false],
  ['http://[::ffff:127.0.0.1]/', false],
  ['http://0.0.0.0:80/', false],
  ['', false],
  ['example.com', false],
  ['http://', false],
])('%s can be read on the way: %s', (address, isPlain) => {
  expect(isPlainAddress(address)).toBe(isPlain);
});

test.each([
  ['{{BASE}}/mcp', 'http://example.com', true],
  ['{{BASE}}/mcp', ' http://example.com ', true],
  ['{{BASE}}/mcp', 'https://example.com', false],
  ['{{BASE}}/mcp', 'http://localhost:80', false],
  ['{{BASE}}/{{ID}}', 'http://example.com', true],
  ['{{ID}}/mcp', 'http://example.com', false],
  ['{{BASE}}://example.com', 'http', true],
  ['http://{{BASE}}/mcp', 'localhost', false],
  ['http://{{BASE}}/mcp', 'example.com', true],
  ['http://{{BASE}}/mcp', '', false],
  ['http://example.com/', 'http://example.com', false],
])('%s with the value %j can be read on the way: %s', (url, value, isPlain) => {
  expect(isPlainAddressWith({ type: 'streamable-http', url }, 'BASE', value)).toBe(isPlain);
  expect(isPlainAddressWith({ type: 'stdio' }, 'BASE', value)).toBe(false);
});

// Two ways to the one answer: main may look at ranges of addresses, the window at a name alone.
test.each([
  ...['localhost', 'a.localhost', 'LOCALHOST.', '127.0.0.1', '127.9.8.7', '[::1]'],
  ...['[::ffff:127.0.0.1]', 'example.com', 'localhost.example.com', '192.168.0.1', '[::2]'],
  ...['[fe80::1]', '128.0.0.1', 'notlocalhost'],
])('%s is this computer, or not, for window and main alike', (host) => {
  const { hostname } = new URL(`http://${host}/`);
  expect(isOwnHost(hostname)).toBe(addressZone(hostname) === 'loopback');
});

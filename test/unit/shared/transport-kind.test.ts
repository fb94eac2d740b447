import { expect, test } from 'vitest';

import {
  hasAddress,
  isProgram,
  isStateless,
  targetOf,
  valuesOf,
} from '../../../src/shared/domain/transport-kind.ts';

const program = {
  type: 'stdio',
  command: 'npx',
  args: ['-y', 'files'],
  env: { KEY: 'a' },
} as const;
const addresses = (['streamable-http', 'sse', 'websocket'] as const).map((type) => ({
  type,
  url: 'https://one.example/mcp',
  headers: { 'X-Key': 'b' },
}));
const own = { type: 'built-in', id: 'sample' } as const;

test('a transport is a program, an address, or a part of Patchbay', () => {
  const all = [program, ...addresses, own];
  expect(all.filter(isProgram)).toEqual([program]);
  expect(all.filter(hasAddress)).toEqual(addresses);
});

test('only streamable HTTP keeps no connection for a session', () => {
  const types = [program, ...addresses, own].filter(isStateless).map(({ type }) => type);
  expect(types).toEqual(['streamable-http']);
});

test('values are those of the environment or the headers, and the target is what one reads', () => {
  expect([program, addresses[0] ?? own, own].map((one) => valuesOf<string>(one))).toEqual([
    { KEY: 'a' },
    { 'X-Key': 'b' },
    {},
  ]);
  expect([program, addresses[0] ?? own, own].map(targetOf)).toEqual([
    'npx -y files',
    'https://one.example/mcp',
    '',
  ]);
});

import { expect, test } from 'vitest';

import { definitionChange } from '../../../src/main/connections/definition-change.ts';
import { program, serverNamed } from './pool-kit.ts';

const server = serverNamed('docs');

test('a definition that is no more is gone, whether it was seen or not', () => {
  expect(definitionChange(server, undefined, true)).toEqual({ kind: 'gone' });
  expect(definitionChange(undefined, undefined, true)).toEqual({ kind: 'gone' });
});

test('what needs the same as before is not looked at for the network', () => {
  const told = { ...server, start: 'manual' as const };
  expect(definitionChange(server, told, false)).toEqual({ kind: 'there', isToStart: false });
});

test.each([
  ['a later save', { ...server, updatedAt: 2 }],
  ['another transport', { ...server, transport: { ...server.transport } }],
])('%s asks whether the network is there', (_name, now) => {
  const network = (isOnline: boolean) => definitionChange(server, now, isOnline);
  expect(network(true)).toMatchObject({ network: 'network-back' });
  expect(network(false)).toMatchObject({ network: 'network-lost' });
});

test('a program needs no network, so that one in place of an address is reachable offline', () => {
  const now = { ...server, transport: program };
  expect(definitionChange(server, now, false)).toMatchObject({ network: 'network-back' });
  expect(definitionChange(undefined, now, false)).toMatchObject({ network: 'network-back' });
});

test('it starts when it was turned on, by itself if that is how it starts', () => {
  const off = { ...server, enabled: false };
  const isToStart = (...seen: Parameters<typeof definitionChange>) => {
    const change = definitionChange(...seen);
    return change.kind === 'there' && change.isToStart;
  };
  expect(isToStart(off, server, true)).toBe(true);
  expect(isToStart(server, { ...server, updatedAt: 2 }, true)).toBe(false);
  expect(isToStart(undefined, server, true)).toBe(false);
  expect(isToStart(off, { ...server, start: 'on-demand' }, true)).toBe(false);
  expect(isToStart(off, off, true)).toBe(false);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { contract } from '../../../src/shared/contract/contract.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/ipc.md'), 'utf8');

function callsOf(node: unknown, path: readonly string[]): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('~orpc' in node) return [path.join('.')];
  return Object.entries(node).flatMap(([name, child]) => callsOf(child, [...path, name]));
}

const calls = callsOf(contract, []);
const groups = new Set(Object.keys(contract));
const named = new Set(
  Array.from(page.matchAll(/`([a-zA-Z]+\.[a-zA-Z]+)`/g), ([, name = '']) => name).filter((name) =>
    groups.has(name.split('.')[0] ?? ''),
  ),
);

test('docs/ipc.md names every call of the contract', () => {
  expect(calls.length).toBeGreaterThan(60);
  expect(calls.filter((call) => !named.has(call))).toEqual([]);
});

test('docs/ipc.md names no call that is not there', () => {
  expect([...named].filter((name) => !calls.includes(name))).toEqual([]);
});

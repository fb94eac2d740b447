import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { commandCodes } from '../../../src/main/gateway/commands.ts';

/** What the bridge ends with by itself. */
const ofTheBridge = 70;

test('docs/command-line.md has every code a command ends with, and no other', async () => {
  const page = await readFile(new URL('../../../docs/command-line.md', import.meta.url), 'utf8');
  const told = [...page.matchAll(/^\| `(\d+)` +\|/gm)].map(([, code]) => Number(code));
  const codes = [...Object.values(commandCodes), ofTheBridge].sort((a, b) => a - b);
  expect(told).toEqual(codes);
});

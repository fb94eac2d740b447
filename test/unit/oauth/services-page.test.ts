import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { allProviders } from '../../support/providers/all-providers.ts';

const page = readFileSync(new URL('../../../docs/services.md', import.meta.url), 'utf8');

/** The cells of each line of the first table, without its head. */
function tableOf(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test('says of each modelled provider what its test proves, and of no other', () => {
  const told = allProviders.map(({ name, oddities, verdict, note }) => [
    name,
    oddities,
    note === undefined ? verdict : `${verdict}, ${note}`,
  ]);
  expect(tableOf(page)).toEqual(told);
  expect(new Set(allProviders.map(({ id }) => id)).size).toBe(allProviders.length);
  expect(allProviders.every(({ source }) => source.startsWith('https://'))).toBe(true);
});

test.each([
  ['GitHub', 'http://127.0.0.1/callback'],
  ['Google', 'http://127.0.0.1'],
  ['Microsoft Entra', 'http://localhost/callback'],
  ['Slack', 'app.patchbay://oauth/callback'],
  ['Atlassian', 'http://127.0.0.1/callback'],
])('has the steps to register a client at %s, with an address of ours', (name, address) => {
  const section = page.split(/^### /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
  expect(section.match(/^\d\. /gm)?.length).toBeGreaterThanOrEqual(3);
  expect(section).toContain(`\`${address}\``);
  expect(section).toMatch(/client\)? id/i);
});

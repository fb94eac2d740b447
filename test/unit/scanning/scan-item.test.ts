import { describe, expect, test } from 'vitest';

import { scanItem } from '../../../src/main/scanning/scan-item.ts';
import { harmlessWords, labelledAttacks } from '../../fixtures/scanning/labelled-attacks.ts';
import { writtenServers } from '../../fixtures/find-tools/written-tools.ts';
import type { JsonObject } from '../../../src/shared/domain/catalog.ts';

const rulesIn = (item: JsonObject) =>
  scanItem('tools', String(item['name']), item).map(({ rule }) => rule);

describe('what is worth a look', () => {
  test.each(labelledAttacks)('%s', (_what, item, rule) => {
    expect(rulesIn(item)).toContain(rule);
  });

  test.each(harmlessWords)('%s is not', (description) => {
    expect(rulesIn({ name: 'add', description })).toEqual([]);
  });

  test.each(Object.entries(writtenServers))('no tool of %s is', (_server, tools) => {
    const cautions = tools.flatMap((tool) => scanItem('tools', tool.name, { ...tool }));
    expect(cautions).toEqual([]);
  });

  test('is told with the very spot and a little of what stands around it', () => {
    const description = `${'Long. '.repeat(40)}See ~/.ssh/id_rsa now. ${'More. '.repeat(40)}`;
    const [caution] = scanItem('tools', 'add', { name: 'add', description });
    expect(caution).toMatchObject({ rule: 'secret-places', spot: '~/.ssh/id_rsa' });
    expect(caution?.place).toBe('description');
    expect(caution?.before).toMatch(/^.{56}See $/);
    expect(caution?.after).toHaveLength(60);
  });

  test('an endless hostile text is looked at in bounded time and told in bounded words', () => {
    const parts = ['ignore all ', 'do not tell ', '<!-- ', 'pass the entire ', '\u200b', '.ssh/'];
    for (const part of parts) {
      const cautions = scanItem('tools', 'add', { description: part.repeat(50_000) });
      expect(cautions.every(({ spot }) => spot.length <= 300)).toBe(true);
    }
    const many = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, at) => [`a${String(at)}`, { description: '~/.ssh' }]),
    );
    expect(scanItem('tools', 'add', { inputSchema: { properties: many } })).toHaveLength(20);
  });

  test('a text that is deeper than anything ends the look, not the program', () => {
    let deep: JsonObject = { description: '~/.ssh' };
    for (let depth = 0; depth < 5_000; depth += 1) deep = { properties: deep };
    expect(scanItem('tools', 'add', deep)).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { caseFaults } from '../../support/config-cases/case-faults.ts';
import { configCaseSchema } from '../../support/config-cases/case.ts';

const folder = new URL('../../fixtures/config-cases/', import.meta.url);
const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
const cases = z.array(configCaseSchema).parse(JSON.parse(textOf('expected.json')));

describe('configurations as people have them', () => {
  test('there are many', () => expect(cases.length).toBeGreaterThan(215));

  test.each(cases.map((one) => [one.id, one.about, one] as const))('%s: %s', async (_, __, one) => {
    expect(await caseFaults(one, textOf(one.file))).toEqual([]);
  });
});

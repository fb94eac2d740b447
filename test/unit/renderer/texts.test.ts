import { describe, expect, test } from 'vitest';

import type { TextsOf } from '../../../src/renderer/src/i18n/define-texts.ts';
import { failureCodes } from '../../../src/shared/domain/failure.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { zhCn } from '../../../src/shared/i18n/zh-cn.ts';
import { own } from '../../../src/shared/util/own.ts';

const modules = import.meta.glob<Record<string, unknown>>(
  '../../../src/renderer/src/**/*texts.ts',
  { eager: true },
);

interface Pair {
  readonly name: string;
  readonly english: Readonly<Record<string, string>>;
  readonly chinese: Readonly<Record<string, string>>;
}

function isTexts(value: unknown): value is TextsOf<Record<string, string>> {
  return typeof value === 'object' && value !== null && 'namespace' in value && 'words' in value;
}

const parts: Pair[] = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter(isTexts)
  .map(({ namespace, words }) => ({
    name: namespace,
    english: words.en,
    chinese: words['zh-CN'],
  }));
const pairs: Pair[] = [{ name: 'shared', english: en, chinese: zhCn }, ...parts];

const withoutSingular = (words: Readonly<Record<string, string>>) =>
  Object.keys(words)
    .filter((key) => !key.endsWith('_one'))
    .sort();
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

describe('words of the window', () => {
  test('finds every part, each with a namespace of its own', () => {
    expect(parts.length).toBeGreaterThan(8);
    const names = pairs.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(pairs)('$name has the same keys in every language', ({ english, chinese }) => {
    expect(withoutSingular(chinese)).toEqual(withoutSingular(english));
  });

  test.each(pairs)('$name has the same parameters in every language', ({ english, chinese }) => {
    for (const [key, text] of Object.entries(chinese)) {
      expect([key, placeholders(text)]).toEqual([key, placeholders(own(english, key) ?? '')]);
    }
  });

  test.each(pairs)('$name leaves nothing empty and pairs its plurals', ({ english, chinese }) => {
    for (const text of [...Object.values(english), ...Object.values(chinese)]) {
      expect(text.trim()).not.toBe('');
    }
    for (const key of Object.keys(english).filter((one) => one.endsWith('_one'))) {
      expect(english).toHaveProperty([key.replace(/_one$/, '_other')]);
    }
  });
});

describe('words of failures', () => {
  test.each(failureCodes)('%s is explained and helped with', (code) => {
    for (const part of ['short', 'title', 'help']) {
      expect(en).toHaveProperty([`failure.${part}.${code}`]);
    }
  });

  test('says plain forms without parameters', () => {
    for (const [key, text] of Object.entries(en)) {
      if (key.endsWith('.plain')) expect([key, placeholders(text)]).toEqual([key, []]);
    }
  });
});

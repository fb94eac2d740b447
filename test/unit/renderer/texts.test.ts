import { describe, expect, test } from 'vitest';

import { createI18n } from '../../../src/renderer/src/i18n/create-i18n.ts';
import type { WindowWords } from '../../../src/renderer/src/i18n/create-i18n.ts';
import type { TextsOf } from '../../../src/renderer/src/i18n/define-texts.ts';
import { loadSharedWords, loadWords } from '../../../src/renderer/src/languages/load-words.ts';
import { failureCodes } from '../../../src/shared/domain/failure.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { languages, translate } from '../../../src/shared/i18n/phrase.ts';
import { own } from '../../../src/shared/util/own.ts';

const modules = import.meta.glob<Record<string, unknown>>(
  '../../../src/renderer/src/**/*texts.ts',
  { eager: true },
);

type Words = WindowWords[string];

function isTexts(value: unknown): value is TextsOf<Words> {
  return typeof value === 'object' && value !== null && 'namespace' in value && 'words' in value;
}

const parts = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter(isTexts);
const english: WindowWords = {
  shared: en,
  ...Object.fromEntries(parts.map(({ namespace, words }) => [namespace, words.en])),
};
// English says these in main's own sentences.
const elsewhere = ['problems', 'import-problems'];

const others = languages.filter((language) => language !== 'en');
const wordsIn = new Map(
  await Promise.all(others.map(async (one) => [one, await loadWords(one)] as const)),
);
const pairs = others.flatMap((language) =>
  Object.entries(english).map(([namespace, words]) => ({
    language,
    namespace,
    words,
    theirs: own(wordsIn.get(language) ?? {}, namespace) ?? {},
  })),
);

const singular = /_one$/;
const formsOf = (language: string) =>
  new Intl.PluralRules(language).resolvedOptions().pluralCategories;
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name).sort();

/** The keys a language needs: those of English, in its own forms; a form nobody says apart is left out. */
function keysIn(language: string, words: Words): readonly string[] {
  const hasSingular = formsOf(language).includes('one');
  return Object.keys(words)
    .filter((key) => hasSingular || !singular.test(key))
    .sort();
}

describe('words of the window', () => {
  test('finds every part, each with a namespace of its own', () => {
    expect(parts.length).toBeGreaterThan(8);
    expect(Object.keys(english)).toHaveLength(parts.length + 1);
  });

  test.each(others)('%s has a file for each part, and none for anything else', (language) => {
    const namespaces = Object.keys(wordsIn.get(language) ?? {});
    expect(namespaces.sort()).toEqual([...Object.keys(english), ...elsewhere].sort());
  });

  test.each(pairs)('$namespace in $language has every key', ({ language, words, theirs }) => {
    const keys = Object.keys(theirs).filter((key) => !key.endsWith('_many'));
    expect(keys.sort()).toEqual(keysIn(language, words));
  });

  test.each(pairs)('$namespace in $language has the same parameters', ({ words, theirs }) => {
    for (const [key, text] of Object.entries(theirs)) {
      const same = own(words, key.replace(/_many$/, '_other')) ?? '';
      // Whoever counts one may write it as a word.
      const needed = placeholders(same);
      const said = placeholders(text);
      expect([key, singular.test(key) ? said.filter((one) => one !== 'count') : said]).toEqual([
        key,
        singular.test(key) ? needed.filter((one) => one !== 'count') : needed,
      ]);
    }
  });

  test.each(pairs)('$namespace in $language leaves nothing empty', ({ words, theirs }) => {
    for (const text of [...Object.values(words), ...Object.values(theirs)]) {
      expect(text.trim()).not.toBe('');
    }
  });

  test.each(Object.entries(english))('%s pairs its plurals in English', (_, words) => {
    for (const key of Object.keys(words).filter((one) => singular.test(one))) {
      expect(words).toHaveProperty([key.replace(singular, '_other')]);
    }
  });

  test.each(others)('%s says the same of problems as every other', (language) => {
    for (const namespace of elsewhere) {
      const keys = Object.keys(own(wordsIn.get(language) ?? {}, namespace) ?? {});
      expect(keys.sort()).toEqual(
        Object.keys(own(wordsIn.get('zh-CN') ?? {}, namespace) ?? {}).sort(),
      );
      expect(keys.length).toBeGreaterThan(10);
    }
  });
});

describe('a language that is chosen', () => {
  test.each(others)('%s speaks at once, in the window and in the first paint', async (language) => {
    const i18n = createI18n(language, await loadWords(language));
    const [key] = ['nav.servers'] as const;
    const said = translate(await loadSharedWords(language), language, { key });
    expect(i18n.t(key)).toBe(said);
    expect(said).not.toBe(en[key]);
  });

  test.each(others)('%s counts in its own forms, up to millions', async (language) => {
    const words = await loadWords(language);
    const i18n = createI18n(language, words);
    for (const [namespace, theirs] of Object.entries(words)) {
      for (const key of Object.keys(theirs).filter((one) => one.endsWith('_other'))) {
        const stem = key.replace(/_other$/, '');
        for (const count of [0, 1, 2, 5, 1_000_000]) {
          const said = i18n.t(stem, { ns: namespace, count });
          const form = new Intl.PluralRules(language).select(count);
          const template = own(theirs, `${stem}_${form}`) ?? own(theirs, key) ?? '';
          expect(said).toBe(template.replaceAll('{{count}}', String(count)));
        }
      }
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

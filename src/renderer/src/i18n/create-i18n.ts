import { createInstance } from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

import { en } from '../../../shared/i18n/en.ts';
import type { Language } from '../../../shared/i18n/phrase.ts';

/** The words of the whole window in one language, by namespace. */
export type WindowWords = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The window's i18next, speaking `language`; parts add their English words when they are loaded. */
export function createI18n(language: Language, words: WindowWords): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { shared: en } },
    defaultNS: 'shared',
    // Keys are flat and hold dots; React escapes what it renders.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false, bindI18nStore: '' },
  });
  addWords(instance, language, words);
  return instance;
}

/** Gives i18next the words of a language. */
export function addWords(i18n: i18n, language: Language, words: WindowWords): void {
  for (const [namespace, own] of Object.entries(words)) {
    i18n.addResourceBundle(language, namespace, withMany(own));
  }
}

// Spanish has a form of its own for a million; where nobody wrote it, it is that for several.
function withMany(words: Readonly<Record<string, string>>): Record<string, string> {
  const filled = new Map(Object.entries(words));
  for (const [key, text] of Object.entries(words)) {
    const many = key.replace(/_other$/, '_many');
    if (!filled.has(many)) filled.set(many, text);
  }
  return Object.fromEntries(filled);
}

import type { i18n } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { languages, type Phrase } from '../../../shared/i18n/phrase.ts';
import type { TextsOf } from './define-texts.ts';

type Stem<K> = K extends `${infer S}_one` | `${infer S}_other` ? S : K;
type Params = Readonly<Record<string, string | number>>;

/** Says a key of one part's words. */
export type SayText<T> = (key: Stem<keyof T> & string, params?: Params) => string;

/** The words of one part of the window in the language chosen. */
export function useTexts<T extends Readonly<Record<string, string>>>(
  texts: TextsOf<T>,
): SayText<T> {
  const { i18n } = useTranslation();
  addTexts(i18n, texts);
  const { t } = useTranslation(texts.namespace);
  return useCallback((key, params) => t(key, params ?? {}), [t]);
}

/** Says the phrases that window and tray share. */
export function usePhrases(): (phrase: Phrase) => string {
  const { t } = useTranslation('shared');
  return useCallback((phrase) => sayPhrase(t, phrase), [t]);
}

function sayPhrase(t: (key: string, params: Params) => string, phrase: Phrase): string {
  const params: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(phrase.params ?? {})) {
    params[name] = typeof value === 'object' ? sayPhrase(t, value) : value;
  }
  return t(phrase.key, params);
}

function addTexts<T>(i18n: i18n, { namespace, words }: TextsOf<T>): void {
  if (i18n.hasResourceBundle('en', namespace)) return;
  for (const language of languages) i18n.addResourceBundle(language, namespace, words[language]);
}

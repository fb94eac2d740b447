import type { i18n, TFunction } from 'i18next';
import { useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import { I18nContext } from 'react-i18next';

import type { Phrase } from '../../../shared/i18n/phrase.ts';
import type { TextsOf } from './define-texts.ts';

type Stem<K> = K extends `${infer S}_one` | `${infer S}_other` ? S : K;
type Params = Readonly<Record<string, string | number>>;

/** Says a key of one part's words. */
export type SayText<T> = (key: Stem<keyof T> & string, params?: Params) => string;

/** The words of one part of the window in the language chosen. */
export function useTexts<T extends Readonly<Record<string, string>>>(
  texts: TextsOf<T>,
): SayText<T> {
  const t = useTranslate(texts.namespace, (i18n) => addTexts(i18n, texts));
  return useCallback((key, params) => t(key, params ?? {}), [t]);
}

/** Says the phrases that window and tray share. */
export function usePhrases(): (phrase: Phrase) => string {
  const t = useTranslate('shared');
  return useCallback((phrase) => sayPhrase(t, phrase), [t]);
}

// react-i18next's own hook copies the whole i18next object for every component that mounts, which
// is what a list feels when it is filtered; all words are in memory, so the language is enough.
function useTranslate(namespace: string, prepare?: (i18n: i18n) => void): TFunction {
  const { i18n } = useContext(I18nContext);
  prepare?.(i18n);
  const subscribe = useCallback(
    (onChange: () => void) => {
      i18n.on('languageChanged', onChange);
      return () => i18n.off('languageChanged', onChange);
    },
    [i18n],
  );
  const current = () => i18n.language;
  const language = useSyncExternalStore(subscribe, current, current);
  return useMemo(() => i18n.getFixedT(language, namespace), [i18n, language, namespace]);
}

function sayPhrase(t: (key: string, params: Params) => string, phrase: Phrase): string {
  const params = new Map<string, string | number>();
  for (const [name, value] of Object.entries(phrase.params ?? {})) {
    params.set(name, typeof value === 'object' ? sayPhrase(t, value) : value);
  }
  return t(phrase.key, Object.fromEntries(params));
}

function addTexts<T>(i18n: i18n, { namespace, words }: TextsOf<T>): void {
  if (!i18n.hasResourceBundle('en', namespace)) i18n.addResourceBundle('en', namespace, words.en);
}

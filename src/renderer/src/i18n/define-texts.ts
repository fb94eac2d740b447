import type { PluralForm, Language } from '../../../shared/i18n/phrase.ts';

type Words = Readonly<Record<string, string>>;

/** The English words of one part of the window; those of the other languages are in `languages`. */
export interface TextsOf<T> {
  readonly namespace: string;
  readonly words: { readonly en: T };
}

/** Names the words of one part of the window. The namespace is also the name of its other files. */
export function defineTexts<const T extends Words>(
  namespace: string,
  words: TextsOf<T>['words'],
): TextsOf<T> {
  return { namespace, words };
}

/**
 * The same words in another language: a missing key does not compile, nor does one too many. A key
 * that counts has the forms the language knows: `_one` and `_other` in Spanish, which may say
 * `_many` (a million and more) in its own way, and `_other` alone in Chinese and Japanese.
 */
export type WordsOf<Texts, L extends Exclude<Language, 'en'>> =
  Texts extends TextsOf<infer T> ? PluralForm<keyof T & string, L> : never;

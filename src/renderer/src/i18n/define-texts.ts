import type { Language } from '../../../shared/i18n/phrase.ts';

type WithoutSingular<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: string;
};

/** The words of one part of the window, in every language. */
export interface TextsOf<T> {
  readonly namespace: string;
  readonly words: { readonly en: T } & Readonly<
    Record<Exclude<Language, 'en'>, WithoutSingular<T>>
  >;
}

/** Ties the words of one part of the window together; a missing key does not compile. */
export function defineTexts<const T extends Readonly<Record<string, string>>>(
  namespace: string,
  words: TextsOf<T>['words'],
): TextsOf<T> {
  return { namespace, words };
}

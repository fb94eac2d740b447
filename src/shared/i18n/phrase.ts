import type { en } from './en.ts';
import { own } from '../util/own.ts';

/** A key of the shared words, without its plural ending. */
export type TextKey = keyof typeof en extends infer K
  ? K extends `${infer Stem}_one` | `${infer Stem}_other`
    ? Stem
    : K
  : never;

/** The words of one language; a language without a singular form leaves `_one` out. */
export type Texts = Readonly<
  Record<Exclude<keyof typeof en, `${string}_one`>, string> &
    Partial<Record<Extract<keyof typeof en, `${string}_one`>, string>>
>;

/** Languages that count as English does, with one form for one and another for the rest. */
type WithSingular = 'es';

/** Words for the keys of English in the forms that a language counts with. */
export type PluralForm<K extends string, L extends Exclude<Language, 'en'>> = Readonly<
  L extends WithSingular
    ? Record<K, string> & Partial<Record<Many<K>, string>>
    : Record<Exclude<K, `${string}_one`>, string>
>;
type Many<K> = K extends `${infer Stem}_other` ? `${Stem}_many` : never;

/** The shared words in a language besides English. */
export type TextsIn<L extends Exclude<Language, 'en'>> = PluralForm<keyof typeof en, L>;

/** A sentence before it has a language. Parameters may be phrases themselves. */
export interface Phrase {
  readonly key: TextKey;
  readonly params?: Readonly<Record<string, string | number | Phrase>>;
}

type Param = string | number | Phrase;

/** Languages the app speaks. */
export const languages = ['en', 'zh-CN', 'es', 'ja'] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** Each language as it calls itself, so that nobody is locked out by the wrong one. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  es: 'Español',
  ja: '日本語',
};

/** The language for a choice in the settings, given what the system prefers (BCP 47 tags). */
export function resolveLanguage(
  choice: 'system' | Language,
  systemLanguages: readonly string[],
): Language {
  if (choice !== 'system') return choice;
  for (const tag of systemLanguages) {
    const [primary] = tag.toLowerCase().split('-');
    const known = languages.find((language) => language.split('-')[0] === primary);
    if (known !== undefined) return known;
  }
  return 'en';
}

/** Says a phrase in a language. A parameter that is missing stays visible as `{{name}}`. */
export function translate(texts: Texts, language: Language, phrase: Phrase): string {
  const params = phrase.params ?? {};
  const template = findTemplate(texts, language, phrase.key, params.count);
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = own(params, name);
    if (value === undefined) return whole;
    return typeof value === 'object' ? translate(texts, language, value) : String(value);
  });
}

/** The phrase with each text in it changed, those of phrases inside it too. */
export function mapPhrase(phrase: Phrase, change: (text: string) => string): Phrase {
  if (phrase.params === undefined) return phrase;
  const params = Object.entries(phrase.params).map(([name, value]): [string, Param] => {
    if (typeof value === 'string') return [name, change(value)];
    return [name, typeof value === 'object' ? mapPhrase(value, change) : value];
  });
  return { ...phrase, params: Object.fromEntries(params) };
}

function findTemplate(
  texts: Texts,
  language: Language,
  key: TextKey,
  count: string | number | Phrase | undefined,
): string {
  const all = texts as Readonly<Record<string, string>>;
  if (typeof count === 'number') {
    const form = new Intl.PluralRules(language).select(count);
    const plural = all[`${key}_${form}`] ?? all[`${key}_other`];
    if (plural !== undefined) return plural;
  }
  return all[key] ?? key;
}

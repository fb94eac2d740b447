import { en } from './en.ts';
import { es } from './es.ts';
import { ja } from './ja.ts';
import { translate } from './phrase.ts';
import type { Language, Phrase, Texts } from './phrase.ts';
import { zhCn } from './zh-cn.ts';

const words: Readonly<Record<Language, Texts>> = { en, 'zh-CN': zhCn, es, ja };

/** Says a phrase in any language; for main, which may be asked for another at any moment. */
export function sayIn(language: Language, phrase: Phrase): string {
  return translate(words[language], language, phrase);
}

import type { Language, Texts } from '../../../shared/i18n/phrase.ts';
import { en } from '../../../shared/i18n/en.ts';
import type { WindowWords } from '../i18n/create-i18n.ts';

// Only the language in use is read; English comes with the code, as whatever else fails back to it.
const wordsOf: Readonly<Record<Language, () => Promise<WindowWords>>> = {
  en: async () => ({}),
  'zh-CN': async () => (await import('./zh-cn/all.ts')).zhCnWords,
  es: async () => (await import('./es/all.ts')).esWords,
  ja: async () => (await import('./ja/all.ts')).jaWords,
};

const sharedOf: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Texts>>> = {
  'zh-CN': async () => (await import('../../../shared/i18n/zh-cn.ts')).zhCn,
  es: async () => (await import('../../../shared/i18n/es.ts')).es,
  ja: async () => (await import('../../../shared/i18n/ja.ts')).ja,
};

/** All words of the window in a language; none for English, which parts bring along. */
export function loadWords(language: Language): Promise<WindowWords> {
  return wordsOf[language]().catch(() => ({}));
}

/** The words that the first paint needs, in a language besides English. */
export function loadSharedWords(language: Exclude<Language, 'en'>): Promise<Texts> {
  return sharedOf[language]().catch(() => en);
}

import type { i18n as I18n } from 'i18next';

import type { Language } from '../../../shared/i18n/phrase.ts';
import { addWords } from '../i18n/create-i18n.ts';
import { loadWords } from '../languages/load-words.ts';

/** Has the window speak `language` as soon as its words are there; the answer calls it off. */
export function speakIn(i18n: I18n, language: Language): () => void {
  let isWanted = true;
  const speak = async () => {
    if (i18n.language !== language) addWords(i18n, language, await loadWords(language));
    if (!isWanted) return;
    document.documentElement.lang = language;
    if (i18n.language !== language) await i18n.changeLanguage(language);
  };
  void speak();
  return () => {
    isWanted = false;
  };
}

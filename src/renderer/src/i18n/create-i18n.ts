import { createInstance } from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

import { en } from '../../../shared/i18n/en.ts';
import type { Language } from '../../../shared/i18n/phrase.ts';
import { zhCn } from '../../../shared/i18n/zh-cn.ts';

/** The window's i18next, speaking `language`; parts add their own words when they are loaded. */
export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { shared: en }, 'zh-CN': { shared: zhCn } },
    defaultNS: 'shared',
    // Keys are flat and hold dots; React escapes what it renders.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
    react: { useSuspense: false, bindI18nStore: '' },
  });
  return instance;
}

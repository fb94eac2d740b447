import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the choices about signing in. */
export const signInSectionTexts = defineTexts('preferences-sign-in', {
  en: {
    title: 'Signing in',
    document: 'Client document',
    'document.hint':
      'Some sign-in services know an app by a page about it on the web. If you have put Patchbay’s there, enter its address; otherwise leave this empty, and Patchbay registers itself.',
    'document.wrong': 'An address that starts with https://',
  },
});

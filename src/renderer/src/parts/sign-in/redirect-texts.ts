import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about the addresses a client is registered with by hand. */
export const redirectTexts = defineTexts('redirect', {
  en: {
    title: 'Where you register Patchbay, enter one of these as redirect address:',
    hint: 'Choose a native or desktop app where you are asked for a kind. Google takes only the second, Microsoft and Salesforce the third; the port is free.',
    copy: 'Copy {{address}}',
  },
});

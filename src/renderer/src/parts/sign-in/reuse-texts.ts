import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of using the sign-in of another server. */
export const reuseTexts = defineTexts('sign-in-reuse', {
  en: {
    title: 'Use the sign-in of {{title}}?',
    text: 'With {{title}} you are signed in at {{host}}. This server uses the same sign-in service, so you need not sign in again.',
    'text.as':
      'With {{title}} you are signed in at {{host}} as {{who}}. This server uses the same sign-in service, so you need not sign in again.',
    meaning: 'The server at {{place}} then acts there in your name.',
    scopes: 'It will be allowed:',
    use: 'Use the sign-in of {{title}}',
  },
});

import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the question whether a stored key may go somewhere else. */
export const recipientTexts = defineTexts('recipient', {
  en: {
    title: 'May this key go to another address now?',
    'title.host': 'May this key go to {{host}} now?',
    'title.program': 'May this program have the key now?',
    to: 'It would go to',
    from: 'It was stored for',
    advice: 'Whoever gets the key can use it. Allow it only if you know this change.',
    program: 'A program',
    'built-in': 'A part of Patchbay',
    unknown: 'A place that was not kept yet',
    server: 'for the server {{server}}',
  },
});

import { defineTexts } from '../i18n/define-texts.ts';

/** Words of parts that several pages use. */
export const uiTexts = defineTexts('ui', {
  en: {
    failed: 'That did not work',
    'error.show': 'Show the full error',
    'error.hide': 'Hide the full error',
    'report.copy': 'Copy report',
    copied: 'Copied',
    close: 'Close',
    'secret.show': 'Show or hide what was typed',
    'fields.left_one': '{{count}} more field is not shown yet.',
    'fields.left_other': '{{count}} more fields are not shown yet.',
    'fields.more': 'Show more',
  },
});

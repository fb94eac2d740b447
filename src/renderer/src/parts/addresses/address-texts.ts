import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about an address that somebody enters or agrees to. */
export const addressTexts = defineTexts('address', {
  en: { plain: 'This connection is not encrypted; others on the network can read it.' },
});

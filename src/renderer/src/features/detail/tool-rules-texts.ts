import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about single tools that a configuration has switched off, or let run without asking. */
export const toolRulesTexts = defineTexts('tool-rules', {
  en: {
    label: 'Tools that are off',
    off_one: 'Its configuration switched off {{count}} tool; no app is offered it:',
    off_other: 'Its configuration switched off {{count}} tools; no app is offered them:',
    only_one: 'Its configuration lets apps use only {{count}} of its tools:',
    only_other: 'Its configuration lets apps use only {{count}} of its tools:',
    proposed_one:
      'Another app ran {{count}} tool of it without asking. That is a proposal and nothing more here:',
    proposed_other:
      'Another app ran {{count}} tools of it without asking. That is a proposal and nothing more here:',
    offerAll: 'Offer all tools',
  },
});

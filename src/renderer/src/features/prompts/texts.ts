import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the prompts tab. */
export const promptsTexts = defineTexts('prompts', {
  en: {
    label: 'Prompts',
    search_one: 'Filter {{count}} prompt',
    search_other: 'Filter {{count}} prompts',
    none: 'This server offers no prompts.',
    get: 'Get',
    needed: 'This is needed.',
    'role.user': 'User',
    'role.assistant': 'Assistant',
    empty: 'The prompt has no messages.',
    messages: 'Messages',
  },
});

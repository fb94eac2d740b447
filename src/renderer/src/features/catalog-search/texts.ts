import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the page that searches what every server offers. */
export const catalogTexts = defineTexts('catalog-search', {
  en: {
    title: 'Tools',
    search: 'Search everything every server offers',
    kind: 'What to search',
    'kind.tools': 'Tools',
    'kind.resources': 'Resources',
    'kind.prompts': 'Prompts',
    total_one: '{{count}} found',
    total_other: '{{count}} found',
    none: 'Nothing matches “{{search}}”.',
    'empty.tools': 'No server has offered a tool yet. They appear here once a server is ready.',
    'empty.resources': 'No server has offered a resource yet.',
    'empty.prompts': 'No server has offered a prompt yet.',
    readOnly: 'read-only',
    destructive: 'destructive',
    failed: 'The search did not work. Try again.',
  },
});

import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the resources tab. */
export const resourcesTexts = defineTexts('resources', {
  en: {
    label: 'Resources',
    search_one: 'Filter {{count}} resource',
    search_other: 'Filter {{count}} resources',
    none: 'This server offers no resources.',
    'group.resources': 'Resources',
    'group.linked': 'From answers',
    linked: 'An answer referred to it',
    'group.templates': 'Templates',
    read: 'Read',
    'template.malformed': 'This template makes no sense, so nothing can be filled in.',
    'template.address': 'Reads {{uri}}',
    needed: 'Fill in at least one.',
  },
});

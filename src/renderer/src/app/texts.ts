import { defineTexts } from '../i18n/define-texts.ts';

/** Words of the window's frame. */
export const appTexts = defineTexts('app', {
  en: {
    profiles: 'Profiles',
    badge_one: '{{count}} server needs you',
    badge_other: '{{count}} servers need you',
    divider: 'Width of the list',
    noneSelected: 'Choose a server to see what it can do.',
    lost: 'Connecting to Patchbay’s core again…',
    'tab.overview': 'Overview',
    'tab.tools': 'Tools',
    'tab.resources': 'Resources',
    'tab.prompts': 'Prompts',
    'tab.logs': 'Logs',
    'tab.access': 'Access',
    'tab.settings': 'Settings',
    'tab.unsaved': 'Not saved yet',
    manageProfiles: 'Manage profiles…',
    actionFailed: 'That did not work',
  },
});

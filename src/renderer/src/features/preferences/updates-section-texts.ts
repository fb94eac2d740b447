import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about newer versions. */
export const updatesSectionTexts = defineTexts('preferences-updates', {
  en: {
    title: 'Updates',
    daily: 'Look for a newer version once a day',
    'daily.hint':
      'Asks where Patchbay is published, and sends nothing about you or your servers. Nothing is ever downloaded or installed by itself.',
    check: 'Check for updates',
    checking: 'Checking…',
    'state.not-asked': 'Nobody has looked yet.',
    'state.no-feed':
      'This Patchbay was made from its sources and does not know where newer ones are published.',
    'state.current': 'This is the newest version. Looked on {{when}}.',
    'state.newer': 'Patchbay {{version}} is there. Looked on {{when}}.',
    'failed.unreachable':
      'The place where Patchbay is published did not answer. Are you online? Asked on {{when}}.',
    'failed.refused':
      'The place where Patchbay is published refused to answer, perhaps because it is asked too often. Asked on {{when}}.',
    'failed.unreadable':
      'What was answered names no version of Patchbay. A proxy or sign-in page may be in between. Asked on {{when}}.',
    notes: 'What is new in {{version}}',
    get: 'Open its page',
    'get.hint': 'Your browser shows where to get it. Your servers and settings stay as they are.',
    notOpened: 'Its page could not be opened in a browser.',
  },
});

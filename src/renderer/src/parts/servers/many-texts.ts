import { defineTexts } from '../../i18n/define-texts.ts';

/** Words for several servers at once. */
export const manyTexts = defineTexts('many', {
  en: {
    title_one: '{{count}} server selected',
    title_other: '{{count}} servers selected',
    hint: 'Shift picks a range, {{key}} adds one or takes it out.',
    list: 'Selected servers',
    turnOn: 'Turn on',
    turnOff: 'Turn off',
    allow: 'Allow…',
    access: 'Who may use them…',
    remove: 'Remove…',
    clear: 'Select only one',
    'remove.title_one': 'Remove {{count}} server?',
    'remove.title_other': 'Remove {{count}} servers?',
    'remove.text':
      'Their settings, secrets, sign-ins and logs go with them, and what runs is stopped. One undo brings all of them back, for ten minutes.',
    'remove.keep': 'Keep them',
    'remove.go': 'Remove',
    'access.title': 'Who may use these servers',
    'access.everybody': 'Every profile',
    'access.only': 'Only {{title}}',
    'access.leaving': 'They go from this list, since the profile in use is not among those.',
    'access.signOut': 'Sign out whoever loses one',
    'access.signOut.hint':
      'Otherwise a sign-in is kept, and used again when the server comes back.',
    'access.cancel': 'Cancel',
    'access.go': 'Save',
    'allow.title': 'Allow what these start',
    'allow.text': 'Choose those whose command or address you know. They are tried at once.',
    'allow.none': 'None of them waits for your yes.',
    'allow.all': 'All of them',
    'allow.list': 'What they start or contact',
    'allow.go_one': 'Allow {{count}} server',
    'allow.go_other': 'Allow {{count}} servers',
    'allow.close': 'Close',
  },
});

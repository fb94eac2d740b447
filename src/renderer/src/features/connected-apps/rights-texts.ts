import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about what one app sees. */
export const rightsTexts = defineTexts('app-rights', {
  en: {
    open: 'What it sees…',
    title: 'What {{title}} sees',
    lets: 'Let it use my servers',
    'lets.hint': 'Turned off, it gets nothing and its calls are refused.',
    which: 'Which servers',
    all: 'Every server',
    'all.hint': 'Also those you add later.',
    some: 'Only these',
    'some.hint': 'A server you add later is not among them.',
    none: 'It sees no server until you choose one.',
    readOnly: 'Only tools that say they only read',
    'readOnly.hint': 'It does not get the others, and cannot call them.',
    'unproven.locked':
      'What you chose cannot be looked up while the key of your secrets is not there. Until then it gets nothing.',
    'unproven.not-sealed':
      'The record of what you chose is damaged or was not made by Patchbay. It gets nothing until you save here.',
    'unproven.not-the-last':
      'The record of what you chose is gone, or is not the last one. It gets nothing until you save here.',
    save: 'Save',
    cancel: 'Cancel',
  },
});

import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the menu of a server. */
export const serverMenuTexts = defineTexts('server-menu', {
  en: {
    label: 'Actions for {{title}}',
    edit: 'Edit',
    turnOff: 'Turn off',
    disconnect: 'Disconnect',
    openLog: 'Open log',
    duplicate: 'Duplicate…',
    copyJson: 'Copy as JSON',
    copyName: 'Copy name',
    remove: 'Remove',
    access: 'Who may use it',
    everybody: 'Every profile',
    only: 'Only {{title}}',
    choose: 'Choose…',
  },
});

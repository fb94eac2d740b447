import { defineTexts } from '../i18n/define-texts.ts';

/** Words of the overlay that shows the keys. */
export const keysTexts = defineTexts('keys', {
  en: {
    title: 'Keys',
    palette: 'Everything by name',
    add: 'Add a server',
    addNow: 'Add what the form shows',
    search: 'Search in the page',
    run: 'Run the tool',
    nextProfile: 'Switch to the next profile',
    settings: 'Settings',
    undo: 'Undo a removal, an import or a change of access',
    redo: 'Do again what was undone',
    move: 'Move in the list',
    open: 'Go to the details',
    pages: 'Change the page',
    close: 'Close what is on top',
    keys: 'Show this',
  },
});

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
    favorite: 'Add to or remove from favorites',
    moveUp: 'Move a server up in the list',
    moveDown: 'Move a server down in the list',
    settings: 'Settings',
    undo: 'Undo a removal, an import or a change of access',
    redo: 'Do again what was undone',
    move: 'Move in the list',
    open: 'Go to the details',
    close: 'Close what is on top',
    keys: 'Show this',
    several: 'Pick several servers',
    fixed: 'Always so',
    searchQuickly: 'Search in the page, outside of fields',
    change: 'Change',
    'change.of': 'Change the keys of: {{what}}',
    press: 'Press the keys…',
    usual: 'Usual keys',
    'usual.of': 'Usual keys for: {{what}}',
    'usual.all': 'Usual keys for everything',
    'refused.taken': '{{keys}} is already there for: {{what}}.',
    'refused.notFree':
      '{{keys}} belongs to the system or to texts. Ctrl or ⌘ with another key, F1 to F9, or a sign alone can be chosen.',
  },
});

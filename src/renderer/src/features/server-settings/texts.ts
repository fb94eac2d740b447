import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the tab that edits a server. */
export const settingsTabTexts = defineTexts('server-settings', {
  en: {
    save: 'Save',
    saved: 'Saved.',
    discard: 'Discard changes',
    allow: 'Allow and save',
    back: 'Back to editing',
    changed: 'What it starts has changed, so please look once more.',
    'recipient.allow': 'Send it there and save',
    'recipient.forget': 'Save without the key',
    handle: 'Short name in AI apps',
    'handle.hint':
      'In front of what it offers, e.g. {{example}}. What you allowed an app under the old name has to be allowed anew.',
    'handle.save': 'Rename',
    'handle.invalid':
      'At most 20 small letters, digits and hyphens, beginning with a letter or digit.',
    'handle.taken': 'Another server has this short name.',
    'handle.failed': 'It could not be saved. Try again.',
    values: 'Filled-in values',
    'value.set': 'Set',
    'value.replace': 'Replace',
    'value.unsendable': 'It contains {{character}}, which cannot be sent. Enter it without.',
    'value.clear': 'Clear',
    'value.isSet': 'Filled in',
    'value.isNotSet': 'Still empty',
    'value.optional': 'May stay empty',
    'value.default': 'Unless filled in: {{value}}',
  },
});

import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about what is worth a look in what a server says of itself. */
export const cautionTexts = defineTexts('cautions', {
  en: {
    mark: 'Worth a look',
    title_one: '{{count}} place is worth a look',
    title_other: '{{count}} places are worth a look',
    text: 'Fixed rules found this in what the server says of itself. It may be harmless, and changes nothing by itself.',
    more: 'Show all {{count}}',
    at: 'in {{place}}',
    'list.instructions': 'Instructions',
    'list.tools': 'Tool',
    'list.prompts': 'Prompt',
    'list.resourceTemplates': 'Resource template',
    'rule.hidden-characters': 'It holds characters you would not see.',
    'rule.overrides-instructions': 'It asks the AI to set aside other instructions.',
    'rule.hides-from-you': 'It asks the AI to keep something from you.',
    'rule.speaks-to-models': 'It holds tags or comments that only an AI would read.',
    'rule.secret-places': 'It names a place where keys or accounts are kept.',
    'rule.takes-conversation': 'It asks for your conversation or for the AI’s instructions.',
    'rule.steers-other-tools': 'It wants to come before, or in place of, other tools.',
    'rule.sends-elsewhere': 'It names an address that something is to be sent to.',
    'rule.reads-files-along': 'It asks for files or keys to be passed along.',
    'rule.odd-name': 'Its name mixes letters of two alphabets.',
    'rule.confusable-name': 'Its name looks like a tool of {{other}}.',
    'rule.claims-other-server': 'It has the name apps know a tool of {{other}} by.',
    'rule.mentions-other-server': 'It speaks of {{other}}.',
  },
});

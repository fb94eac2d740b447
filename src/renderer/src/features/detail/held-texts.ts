import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about what a server says otherwise than it was agreed to. */
export const heldTexts = defineTexts('held', {
  en: {
    title_one: '{{count}} change is held back',
    title_other: '{{count}} changes are held back',
    text: 'This server says something else than before. Until you accept it, apps keep what you agreed to, or do not get the tool at all.',
    keptText: 'You have seen these and keep them held back.',
    'unproven.title': 'Apps get nothing of this server',
    'unproven.locked':
      'What you agreed to cannot be looked up while the key of your secrets is not there. Unlock it, or accept what the server says now.',
    'unproven.not-sealed':
      'The record of what you agreed to is damaged or was not made by Patchbay. Look at the tools of this server, then accept what it says now.',
    'unproven.not-the-last':
      'The record of what you agreed to was removed, or replaced by an earlier one. Look at the tools of this server, then accept what it says now.',
    versions: 'Version {{before}} when you agreed, {{now}} now.',
    'list.instructions': 'Instructions',
    'list.tools': 'Tool',
    'list.prompts': 'Prompt',
    'list.resourceTemplates': 'Resource template',
    'kind.hidden-characters': 'Hidden characters',
    'kind.new-required-argument': 'Needs something new',
    'kind.read-only-lost': 'No longer read-only',
    'kind.weaker-promise': 'May destroy things now',
    'kind.new': 'New',
    'kind.removed': 'Removed',
    'kind.shape': 'Takes or gives something else',
    'kind.annotations': 'Says other things about what it does',
    'kind.words': 'Other words',
    withheld: 'Apps do not get it.',
    agreedOne: 'Apps get the agreed one.',
    before: 'Agreed',
    now: 'Now',
    more: 'Show more ({{count}} left)',
    accept: 'Accept',
    keep: 'Keep holding back',
    acceptAll: 'Accept everything from this server',
  },
});

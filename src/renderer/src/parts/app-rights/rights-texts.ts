import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about what one app sees. */
export const rightsTexts = defineTexts('app-rights', {
  en: {
    open: 'What it sees…',
    openNamed: 'What it sees… ({{title}})',
    title: 'What {{title}} sees',
    lets: 'Let it use my servers',
    'lets.hint': 'Turned off, it gets nothing and its calls are refused.',
    profile: 'As which profile',
    'profile.hint': 'It is served as this profile, whichever one the window shows.',
    'profile.inUse': 'The one in use',
    'profile.removed': 'A removed profile',
    'profile.gone': 'This profile is gone, so it gets nothing.',
    which: 'Which servers',
    all: 'Every server',
    'all.hint': 'Also those you add later.',
    some: 'Only these',
    'some.hint': 'A server you add later is not among them.',
    none: 'It sees no server until you choose one.',
    'tools.all': 'Every tool',
    'tools.some_one': '{{count}} tool',
    'tools.some_other': '{{count}} tools',
    'tools.of': 'Tools of {{title}}',
    'tools.only': 'Only the tools I choose',
    'tools.only.hint': 'A tool it gets later is not among them.',
    'tools.none': 'It sees no tool of this server until you choose one.',
    'tools.unknown': 'Its tools are not known yet. Connect the server once.',
    'tool.gone': 'Not there now',
    change: 'Change…',
    changed: 'Changed…',
    'change.of': 'Change {{tool}} for this app',
    name: 'Name for this app',
    'name.hint': 'Empty: its usual name. A name another tool has is not used.',
    'name.wrong':
      'Up to 49 letters, digits, “_” and “-”, and not the name of a tool of the search.',
    fixed: 'Set {{argument}}',
    'fixed.free': 'The app decides',
    'fixed.hint':
      'What you set here is sent with each call; the app does not see it and cannot send its own. It is kept as plain text: keys belong with the server.',
    'fixed.wrong': 'This is no JSON value, so the app still decides.',
    'fixed.gone': 'The tool does not take this any more, so the app does not see the tool.',
    readOnly: 'Only tools that say they only read',
    'readOnly.hint': 'It does not get the others, and cannot call them.',
    search: 'Let it search for tools instead of getting all of them',
    'search.hint':
      'It gets four tools that find and call the others, which leaves more room for work.',
    leaves: 'Leave asking to this app',
    'leaves.hint':
      'For an app that asks you itself before it uses a tool. Patchbay then asks nothing more; what you set to “Never” stays refused.',
    'unproven.locked':
      'What you chose cannot be looked up while the key of your secrets is not there. Until then it gets nothing.',
    'unproven.not-sealed':
      'The record of what you chose is damaged or was not made by Patchbay. It gets nothing until you save here.',
    'unproven.not-the-last':
      'The record of what you chose is gone, or is not the last one. It gets nothing until you save here.',
    revoke: 'Revoke',
    save: 'Save',
    cancel: 'Cancel',
  },
});

import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the panel that says why a program does not start. */
export const doctorTexts = defineTexts('doctor', {
  en: {
    title: 'Doctor: {{title}}',
    looking: 'Looking for what it needs…',
    again: 'Look again',
    'no-program.title': 'This server is not a program on this computer.',
    'no-program.text': 'There is nothing to look for here. Its failure says more.',
    'nothing-missing.title': 'Everything it needs is here.',
    'nothing-missing.text': '“{{command}}” is {{file}}. If it was installed just now, try again.',
    'runtime-missing.title': '{{runtime}} is not installed, or not where programs are looked for.',
    'runtime-missing.text':
      '“{{command}}”, which starts this server, comes with {{runtime}}. Install it, then look again.',
    'command-missing.title': '“{{command}}” is in none of the folders programs are looked for in.',
    'command-missing.text':
      'Check its spelling, install it as its makers say, or enter its whole path in Settings.',
    'whole-line.title': '“{{command}}” is a whole command line, not one program.',
    'whole-line.text':
      'In Settings, enter “{{program}}” as the command and each word after it as an argument.',
    'not-executable.title': 'The file is here, but may not be run.',
    'not-executable.text': '{{file}} needs the permission to run, if it is a program at all.',
    'interpreter-missing.title': 'The script needs “{{interpreter}}”, which is not here.',
    'interpreter-missing.text': '{{file}} is run by it. Install it, then look again.',
    'windows-line-ends.title': 'The script was saved as on Windows.',
    'windows-line-ends.text':
      'This system cannot read its first line. Save {{file}} with Unix line ends (LF).',
    'helper-missing.title': 'The program starts, and then misses another one.',
    'helper-missing.text':
      '{{file}} is here, but what it wanted to run was not. The log names it. If it was installed just now, try again.',
    'folder-missing.title': 'The folder it should run in is not here.',
    'folder-missing.text': '{{folder}} does not exist. Make it, or choose another one in Settings.',
    do: 'What you can do',
    'do.run': 'In a terminal:',
    'do.visit': 'The makers’ page:',
    programs: 'Programs looked for',
    'program.found': 'found',
    'program.not-found': 'not found',
    'program.not-executable': 'not a program',
    'program.own': 'this server’s command',
    folders_one: '{{count}} folder looked in',
    folders_other: '{{count}} folders looked in',
    'path.definition': 'They come from the PATH in this server’s settings.',
    'path.login-shell': 'They come from your shell, as in a terminal, and from the usual places.',
    'path.inherited': 'They come from how Patchbay was started, and from the usual places.',
    'folder.gone': 'not there',
    'folder.there': 'there',
  },
});

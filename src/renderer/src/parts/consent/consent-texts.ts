import { defineTexts } from '../../i18n/define-texts.ts';

/** Words around what will be started or contacted. */
export const consentTexts = defineTexts('consent', {
  en: {
    'program.title': 'This runs a program with your rights',
    'program.text': 'Exactly this will be started, and nothing else:',
    'address.title': 'Patchbay will contact this address',
    'builtIn.title': 'Part of Patchbay: starts no program and uses no network',
    cwd: 'In the folder',
    env: 'With these variables set',
    'env.vault': 'from the vault',
    fromVault: 'Filled in from the vault',
    fromSystem: 'Filled in with what it is on this computer',
    unset: 'Still to be filled in',
    more: 'Show {{count}} more characters',
    less: 'Show less',
    inherited:
      'It also gets the usual settings of your system, such as PATH, the home folder, language and proxies; nothing else of Patchbay.',
    'warning.unpinned':
      'The newest version is fetched each time. To stay with one, write its version: {{bare}}@1.2.3',
    'warning.secret':
      'The secret {{about}} is passed on the command line, where other programs on this computer can read it. If the program can take it from an environment variable, use that instead.',
    'warning.likelySecret':
      'Part {{part}} looks like a secret. It is kept in plain text and passed on the command line, where other programs on this computer can read it.',
    'warning.invisible': 'Part {{part}} holds characters that do not show; they are marked.',
    'warning.shell': 'A whole command line is handed to {{about}}.',
  },
});

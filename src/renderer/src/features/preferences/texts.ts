import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the page with the person's choices. */
export const preferencesTexts = defineTexts('preferences', {
  en: {
    title: 'Settings',
    look: 'Look',
    theme: 'Colours',
    'theme.system': 'As the system',
    'theme.light': 'Light',
    'theme.dark': 'Dark',
    language: 'Language',
    'language.system': 'As the system',
    desktop: 'On your desktop',
    closeToTray: 'Keep running in the tray when the window is closed',
    'closeToTray.hint': 'Where the desktop shows no tray, closing the window ends Patchbay.',
    launchAtLogin: 'Start when I sign in to this computer',
    'launchAtLogin.hint': 'It starts quietly, without its window.',
    notifications: 'Notifications',
    notify: 'Tell me when a server needs a hand',
    'notify.hint': 'Not for what passes within seconds, and never twice for the same trouble.',
    quiet: 'Quiet hours',
    'quiet.hint': 'What still needs a hand when they end is told then, all in one.',
    'quiet.from': 'From',
    'quiet.to': 'Until',
    apps: 'Finding tools',
    'apps.hint':
      'With very many tools some apps grow slow or leave some out. Turn it on for such an app: it is given a search, and three ways to call what it found. Leave it off for apps that search by themselves, such as Claude Code.',
    'apps.none': 'No app has called a tool yet.',
    connecting: 'Connecting',
    concurrent: 'Servers connecting at the same time',
    'concurrent.hint': 'A smaller number is gentler to a slow computer.',
    import: 'Bring what you have',
    'import.text':
      'Servers from the settings of other apps, a project folder, a file or a bundle. They stay off until you turn them on.',
    'import.open': 'Import from other apps',
    secrets: 'Where are my secrets?',
    'vault.not-opened':
      'No server has needed one since Patchbay started. A key you enter is encrypted and kept on this computer.',
    'vault.ready': 'They are encrypted on this computer; the key to them lies in {{place}}.',
    'vault.memory-only':
      'They are kept only until Patchbay ends, because this computer offers no safe place. Install or unlock a keyring to keep them.',
    'vault.locked':
      'They are safe on this computer, but {{place}} is locked. Unlock it, then try again.',
    'vault.backend-changed':
      'They were locked with another keyring than the one here now. Sign in to your desktop as before to read them again.',
    'vault.restored':
      'Their file was damaged; the copy kept before was restored. A key entered last may be missing.',
    'vault.lost':
      'Their file cannot be read any more. Enter your keys again where they are asked for.',
    'vault.key-missing':
      'The key to them is gone from {{place}}. They are still here, encrypted, in case it comes back.',
    'place.keyring': 'the keyring of your desktop',
    'place.keychain': 'the keychain of this computer',
    'place.windows': 'your Windows account',
    'secrets.show': 'See what is stored',
    'secrets.rule':
      'Secrets are never shown again, never written to a log, and never leave this computer except to the server they belong to.',
    data: 'Your data',
    'data.text':
      'Servers, settings and logs are files on this computer. There is no account, and nothing is reported to anybody.',
    about: 'About',
    version: 'Patchbay {{version}}',
    keys: 'Show the keys',
  },
});

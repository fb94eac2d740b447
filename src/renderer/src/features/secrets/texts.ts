import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the page that says where secrets are. */
export const secretsTexts = defineTexts('secrets', {
  en: {
    title: 'Where are my secrets?',
    back: 'Settings',
    rule: 'Secrets are never shown again, never written to a log, and never leave this computer except to the server they belong to.',
    'place.gnome': 'the GNOME keyring',
    'place.kwallet': 'the KDE wallet',
    'place.keychain': 'the macOS Keychain',
    'place.windows': 'your Windows account (DPAPI)',
    'place.keytar': 'the keychain of your desktop',
    'place.none': 'the keychain of this computer',
    'means.gnome':
      'It opens when you sign in to your desktop. Programs that run as you can ask it as you.',
    'means.kwallet': 'It opens with your wallet password. Programs that run as you can ask it too.',
    'means.keychain':
      'macOS gives the key only to Patchbay, and asks you when another program wants it.',
    'means.windows':
      'Only you, signed in on this computer, can open it. Programs that run as you can, too.',
    'means.keytar':
      'It opens when you sign in to your desktop. Programs that run as you can ask it as you.',
    'title.not-opened': 'Nothing has been needed yet',
    'text.not-opened':
      'The first key you enter is encrypted and kept on this computer. The key to it will lie in the keychain of your system.',
    'title.ready': 'Encrypted on this computer',
    'text.ready': 'What opens them lies in {{place}}, apart from them.',
    'title.memory-only': 'Kept only until Patchbay ends',
    'text.memory-only':
      'This computer offers no safe place for a key, so nothing secret is written to the disk. Install or start a keyring, such as GNOME Keyring or KDE Wallet, then try again: what you entered is then kept.',
    'title.locked': 'Locked, and safe',
    'text.locked':
      'They are encrypted on this computer, but {{place}} did not open. Unlock it, then try again. Should it stay locked, start Patchbay again. Nothing is deleted meanwhile.',
    'title.backend-changed': 'Locked with another keyring',
    'text.backend-changed':
      'They were locked with {{place}}, and this computer now offers another place. Sign in to your desktop as before, then try again. Nothing is deleted meanwhile.',
    'title.key-missing': 'The key to them is gone',
    'text.key-missing':
      'They are still here, encrypted, but {{place}} does not have their key any more. If you can bring its old contents back, do so and try again. Otherwise start over and enter your keys again.',
    'title.restored': 'Restored from a copy',
    'text.restored':
      'Their file was damaged, so the copy kept before is used. One you entered last may be missing. What opens them lies in {{place}}.',
    'title.lost': 'Their file could not be read',
    'text.lost':
      'It is damaged and was set aside; nothing was deleted. Enter your keys again where they are asked for.',
    'try-again': 'Try again',
    'start-over': 'Start over',
    'detail.show': 'Show the raw error',
    list: 'Stored',
    'list.empty': 'Nothing secret is stored.',
    'kind.variable': 'Value “{{name}}”',
    'kind.env': 'Environment variable “{{name}}”',
    'kind.header': 'Header “{{name}}”',
    'kind.api-key': 'Access key',
    'kind.client-secret': 'Client secret',
    'kind.sign-in-header': 'Sign-in header “{{name}}”',
    'kind.sign-in': 'Sign-in',
    'of.profile': 'profile {{profile}}',
    'reading.readable': 'can be read',
    'reading.locked': 'cannot be read now',
    'reading.missing': 'not there any more',
    remove: 'Remove',
    'remove.title': 'Remove this secret of {{server}}?',
    'remove.text': '{{server}} will stop working until you enter it again: {{what}}.',
    'remove.signIn': '{{server}} will stop working until you sign in again.',
    'remove.keep': 'Keep it',
    strays: 'Of no server that is here',
    'strays.hint':
      'Left from servers that were removed or changed outside of Patchbay. Nothing uses them; removing them takes nothing from the servers you have.',
    'strays.of': 'Last used by {{server}}',
    'strays.ofNobody': 'Of a server nobody remembers',
    'strays.count_one': '{{count}} secret',
    'strays.count_other': '{{count}} secrets',
    'strays.inBackup': 'a backup refers to it',
    'strays.remove': 'Remove',
    'strays.title': 'Remove what no server uses?',
    'strays.text': 'Should its server come back, it will ask for them again.',
    'strays.backedUp':
      'A backup still refers to them. Restored, its server will ask for them again.',
    'all.remove': 'Remove everything',
    'all.title': 'Remove every secret?',
    'all.text':
      'All keys and values are deleted and you are signed out everywhere. Servers that need them stop working and say what they need. Copies of Patchbay’s files that you made yourself stay as they are.',
    'all.next': 'Continue',
    'all.sure': 'Really remove everything?',
    'all.sureText': 'This cannot be undone. Secrets removed: {{count}}.',
    'all.keep': 'Keep them',
    'over.title': 'Start over with a new key?',
    'over.text':
      'Servers will ask for their keys and sign-ins again. What is there now stays encrypted on this computer, in case its key comes back.',
    'over.keep': 'Not now',
  },
});

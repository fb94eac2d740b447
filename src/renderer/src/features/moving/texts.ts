import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of moving to another computer, and of backups. */
export const movingTexts = defineTexts('moving', {
  en: {
    title: 'Moving and backups',
    'move.text':
      'Take everything to another computer in one file: servers, profiles, and secrets if you like.',
    'export.open': 'Export…',
    'import.open': 'Import…',
    backups: 'Backups',
    'backups.text':
      'Made by itself before something is removed, imported or restored, and once a day. The last ten are kept.',
    'backups.none': 'None yet. The first is made before you remove something.',
    'backups.more_one': 'Show {{count}} more',
    'backups.more_other': 'Show {{count}} more',
    restore: 'Restore…',
    'restore.of': 'Restore the backup of {{when}}',
    servers_one: '{{count}} server',
    servers_other: '{{count}} servers',
    profiles_one: '{{count}} profile',
    profiles_other: '{{count}} profiles',
    'reason.daily': 'Daily',
    'reason.import': 'Before an import',
    'reason.removal': 'Before a removal',
    'reason.access': 'Before a change of access',
    'reason.profile-removal': 'Before a profile was removed',
    'reason.restore': 'Before a restore',
    'export.title': 'Export everything',
    'export.text': 'One file with all your servers and profiles.',
    'export.secrets': 'With secrets',
    'export.secrets.hint':
      'Keys and values, encrypted with a passphrase. Without them, you are asked for each on the other computer.',
    'export.signIns': 'Sign-ins stay here: a sign-in used on two computers would end itself.',
    passphrase: 'Passphrase',
    'passphrase.hint':
      'At least 8 characters; several words are best. It is kept nowhere: without it, nobody can read the secrets, not even you.',
    'passphrase.again': 'The same once more',
    'passphrase.short': 'A little longer: at least 8 characters.',
    'passphrase.differs': 'The two are not the same.',
    'export.locked':
      'Your secrets cannot be read right now. Unlock the keyring of this computer and try again, or export without them.',
    'export.go': 'Save the file…',
    cancel: 'Cancel',
    done: 'Done',
    'export.done': 'Saved: {{servers}}, {{profiles}}.',
    'export.sealed_one': 'It holds {{count}} secret, encrypted.',
    'export.sealed_other': 'It holds {{count}} secrets, encrypted.',
    'export.sealed.none': 'It holds no secret.',
    'export.missing_one': '{{count}} secret could not be taken along: the vault does not have it.',
    'export.missing_other':
      '{{count}} secrets could not be taken along: the vault does not have them.',
    'restore.title': 'Go back to {{when}}?',
    'restore.back': 'Comes back',
    'restore.gone': 'Goes',
    'restore.changed': 'As it was then',
    'restore.same': 'Everything is as it was then. There is nothing to restore.',
    'restore.safe':
      'What is there now is kept as a backup first, so this can be taken back. Secrets that were removed do not come back; their servers ask for them.',
    'restore.profile': 'profile {{title}}',
    'restore.keep': 'Keep things as they are',
    'restore.go': 'Restore',
    'restore.gone.backup': 'This backup is not kept any more.',
    'restore.unreadable': 'This backup cannot be read. Nothing was changed.',
  },
});

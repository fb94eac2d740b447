import { defineTexts } from '../i18n/define-texts.ts';

/** Words of notices. */
export const noticeTexts = defineTexts('notices', {
  en: {
    'see.secrets': 'Where are my secrets?',
    'title.REGISTRY_RESTORED': 'Your servers were restored',
    'text.REGISTRY_RESTORED':
      'Their file was damaged, so the copy kept before is used. A change made last may be missing.',
    'title.REGISTRY_LOST': 'Your servers could not be read',
    'text.REGISTRY_LOST': 'Their file is damaged. It was set aside, and nothing was deleted.',
    'title.REGISTRY_TOO_NEW': 'Your servers were saved by a newer Patchbay',
    'text.REGISTRY_TOO_NEW':
      'This version cannot read them and leaves them as they are. Update it.',
    'title.SERVER_RECORD_INVALID': 'A server could not be read',
    'text.SERVER_RECORD_INVALID':
      'Its record is kept, but not used. The others are fine. What is wrong: {{path}}.',
    'title.HANDLE_TAKEN': '“{{title}}” has another short name for apps',
    'text.HANDLE_TAKEN':
      'Its file says “{{wished}}”, but that belongs to another server. Apps find it under “{{handle}}”; you can change that in its settings.',
    'title.RECORD_LEFT_OUT': 'Something of “{{name}}” cannot be shown',
    'text.RECORD_LEFT_OUT':
      'It is not as it should be and was left out; nothing was deleted. Everything else works. What is wrong: {{place}}.',
    'title.FILE_EDITED': '{{file}} was changed outside Patchbay',
    'text.FILE_EDITED':
      'The change is used. A program that is new or changed waits until you agree to it.',
    'title.FILE_NOT_RELOADED': 'A change of {{file}} cannot be used',
    'text.FILE_NOT_RELOADED':
      'Patchbay goes on with what it knew, and keeps your version beside it should it have to save. What is wrong: {{place}}.',
    'title.DATA_FOLDER_IN_USE': 'Another Patchbay uses this data',
    'text.DATA_FOLDER_IN_USE': 'Changes made here are not saved until the other one ends.',
    'title.VAULT_MEMORY_ONLY': 'Secrets are kept only until Patchbay ends',
    'text.VAULT_MEMORY_ONLY':
      'This computer offers no safe place for them. Install or unlock a keyring to keep them.',
    'title.VAULT_LOCKED': 'Your secrets are locked',
    'text.VAULT_LOCKED':
      'Nothing is lost. Unlock the keyring of this computer, then let Patchbay try again.',
    'title.VAULT_BACKEND_CHANGED': 'Your secrets belong to another keyring',
    'text.VAULT_BACKEND_CHANGED':
      'This computer now offers another keyring than the one they were locked with. Nothing is lost.',
    'title.VAULT_KEY_MISSING': 'The key to your secrets is gone',
    'text.VAULT_KEY_MISSING':
      'The keyring of this computer does not have it any more. Nothing was deleted.',
    'title.VAULT_RESTORED': 'Your secrets were restored',
    'text.VAULT_RESTORED':
      'Their file was damaged, so the copy kept before is used. One entered last may be missing.',
    'title.VAULT_LOST': 'Your secrets could not be read',
    'text.VAULT_LOST': 'Their file is damaged. It was set aside, and nothing was deleted.',
    'title.SIGN_IN_ANSWER_REFUSED': 'An answer to a sign-in was not accepted',
    'text.SIGN_IN_ANSWER_REFUSED':
      'It belongs to no sign-in that Patchbay is waiting for. If you just signed in, start again.',
    'title.STORAGE_FAILED': 'A change could not be saved',
    'text.STORAGE_FAILED': 'Check whether the disk is full. What was saved before is unharmed.',
    'title.INSTALL_LINK': 'A link offers a server',
    'text.INSTALL_LINK': 'Close what is open to look at it.',
    'title.LINK_REFUSED': 'A link could not be used',
    'text.LINK_REFUSED': 'It holds no server that this Patchbay understands. Nothing was changed.',
    'title.LINK_TOO_LONG': 'A link could not be used',
    'text.LINK_TOO_LONG':
      'It is longer than this computer can hand over. Nothing was changed. Copy what it offers and paste it with “Add a server”.',
    'title.LINK_UNREADABLE': 'A link could not be used',
    'text.LINK_UNREADABLE':
      'It was broken on the way, or made to look like another one: it holds characters that no link has. Nothing was changed.',
    'title.CERTIFICATES_UNUSABLE': 'The extra certificates cannot be used',
    'text.CERTIFICATES_UNUSABLE':
      '{{file}} is away or holds no certificate in PEM form. Choose another file in Settings under Network.',
    'title.SYSTEM_CERTIFICATES_UNREAD': 'The certificates of this computer cannot be read',
    'text.SYSTEM_CERTIFICATES_UNREAD':
      'Servers that only this computer trusts, as with a certificate of a company, are refused. Choose a file with that certificate in Settings under Network.',
    'title.CHANGES_HELD_BACK': '{{title}} has changed what it tells AI apps',
    'text.CHANGES_HELD_BACK_one':
      'One change is held back: apps keep what you agreed to. The page of the server shows it.',
    'text.CHANGES_HELD_BACK_other':
      '{{count}} changes are held back: apps keep what you agreed to. The page of the server shows them.',
    'see.changes': 'Show changes',
    'title.APP_ENTRY_REMOVED': '{{title}} is no longer connected',
    'text.APP_ENTRY_REMOVED': 'Patchbay was taken out of its settings by something else.',
    'title.APP_ENTRY_EDITED': 'The settings of {{title}} were changed',
    'text.APP_ENTRY_EDITED': 'Something else has changed how it starts Patchbay.',
    'title.APP_ENTRY_LOST': '{{title}} can no longer start Patchbay',
    'text.APP_ENTRY_LOST':
      'Its settings name a place where Patchbay was before. It can be put right there.',
    'title.APP_SERVERS_ADDED': '{{title}} has servers of its own again',
    'text.APP_SERVERS_ADDED_one': '{{names}} was put beside Patchbay. It can move in.',
    'text.APP_SERVERS_ADDED_other': '{{names}} were put beside Patchbay. They can move in.',
    'see.apps': 'Show connected apps',
    'title.APP_REPLACED': 'Patchbay was updated',
    'text.APP_REPLACED':
      'The one that runs is still the former. Quit it in the tray or with Ctrl+Q, and start it again.',
    'title.UPDATE_AVAILABLE': 'Patchbay {{version}} is there',
    'text.UPDATE_AVAILABLE':
      'Nothing was downloaded. Settings say what is new and where to get it.',
    'see.update': 'See what is new',
    'title.DOOR_PORT_TAKEN': 'AI apps find Patchbay at another port',
    'text.DOOR_PORT_TAKEN':
      'Another program has port {{wanted}}, so for now it is {{port}}. Apps that were set up with {{wanted}} do not get through until that program ends or their settings name the new port.',
    'title.DOOR_NOT_OPENED': 'AI apps cannot reach your servers',
    'text.DOOR_NOT_OPENED':
      'Everything in this window works. Turn the door off and on again in Settings under AI apps to try once more. What is wrong: {{detail}}.',
    'title.ORPHANS_ENDED': 'Patchbay did not end properly last time',
    'text.ORPHANS_ENDED':
      'Programs of servers that were still running without it have been ended: {{count}}.',
  },
});

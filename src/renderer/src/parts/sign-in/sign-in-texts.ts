import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of signing in and of how it ended. */
export const signInTexts = defineTexts('sign-in', {
  en: {
    'waiting.title': 'Go on in your browser',
    'waiting.deep-link':
      'Sign in there. When the browser then asks to open Patchbay, allow it; Patchbay connects by itself.',
    'waiting.loopback':
      'Sign in there. The last page says when it is done; Patchbay connects by itself.',
    'ahead.host': 'You sign in at {{host}}.',
    'waiting.host': 'The page is at {{host}}.',
    'waiting.long':
      'Does the browser show an error, or does nothing happen? Try another way back with the button below.',
    'waiting.left': 'Patchbay waits for another {{time}}.',
    'closed.title': 'No browser could be opened',
    'closed.text':
      'Copy the link and open it in a browser on this computer. Patchbay waits for another {{time}}.',
    open: 'Open the browser again',
    openFirst: 'Try to open it again',
    copy: 'Copy the link',
    copied: 'Copied',
    paste: 'Paste the answer',
    other: 'Try another way',
    'other.hint': 'Starts anew and comes back to Patchbay by another road.',
    cancel: 'Cancel',
    again: 'Sign in again',
    dismiss: 'Dismiss',
    'expired.title': 'Nobody came back from the browser',
    'expired.text':
      'A sign-in is open for ten minutes; this one is over. Nothing was changed, so sign in again whenever you like.',
    'answer.label': 'The address your browser shows',
    'answer.hint':
      'If the browser ends on a page that it cannot show, copy the whole address of that page and paste it here. It begins with {{start}}',
    'answer.finish': 'Finish signing in',
    'refused.NOT_A_CALLBACK':
      'This is not the address at the end of a sign-in. Copy it from the address bar of the last page.',
    'refused.MALFORMED': 'A part of the address is missing. Copy all of it, to the last character.',
    'refused.TOO_LONG': 'This is too long to be the address.',
    'refused.UNKNOWN_STATE':
      'It belongs to another sign-in. Use the address of the one that was opened last.',
    'refused.WRONG_ADDRESS':
      'It belongs to another way of coming back. Use the address of the page opened last.',
    'refused.ALREADY_USED': 'It was used already. Open the browser again to get a new one.',
    'refused.CANCELLED': 'That sign-in was cancelled. Use the address of the one opened last.',
    'refused.EXPIRED': 'It came too late. Sign in again to get a new one.',
    'refused.other': 'It could not be used. Open the browser again to get a new one.',
  },
});

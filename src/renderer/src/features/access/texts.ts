import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about who may use a server. */
export const accessTexts = defineTexts('access', {
  en: {
    who: 'Who may use this server',
    shared: 'Every profile',
    'shared.hint': 'Each turns it on or off for itself, with its own values and sign-in.',
    private: 'Only these profiles',
    'private.hint': 'For all others it is not there.',
    nobody: 'Nobody may use it until you choose somebody here.',
    leaving: 'It leaves the profile in use when you save. Its connection ends at once.',
    signOut: 'Sign out whoever loses it',
    'signOut.hint': 'Otherwise their sign-ins are kept for when they get it back.',
    save: 'Save',
    saved: 'Saved',
  },
});

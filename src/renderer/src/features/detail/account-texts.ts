import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about who is signed in to a server. */
export const accountTexts = defineTexts('account', {
  en: {
    title: 'Signed in',
    'title.as': 'Signed in as {{who}}',
    as: 'Account',
    label: 'Your name for this account',
    'label.hint': 'For you alone, e.g. Work',
    'label.save': 'Save',
    'title.nobody': 'Signing in',
    nobody: 'You are not signed in to this server.',
    'nobody.open': 'It works without signing in. Signed in, it may offer more.',
    with: 'Signed in with',
    shared: 'Also used by',
    since: 'Since',
    scopes: 'What it was allowed',
    lasts: 'Lasts',
    'lasts.renews': 'Renews by itself',
    'lasts.until': 'Ends in {{time}}; you will be asked to sign in then',
    'lasts.over': 'Has run out; you will be asked to sign in with the next use',
    'lasts.unknown': 'Until the server asks again',
    signOut: 'Sign out',
    'out.title': 'Sign out of {{title}}?',
    'out.text':
      'Patchbay tells the sign-in service that its access is over, forgets it here, and disconnects.',
    'out.keeps':
      'The server, its settings and what you know of its tools stay. You can sign in again whenever you like.',
    'out.shared':
      'Patchbay forgets the sign-in for this server and disconnects it. {{titles}} uses the same sign-in and stays signed in; the sign-in service is told when the last of them is signed out.',
    'out.one': 'Sign out of this one',
    'out.all': 'Sign out of all {{count}}',
    'out.stay': 'Stay signed in',
  },
});

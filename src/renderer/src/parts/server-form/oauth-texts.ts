import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of what only a few sign-in services want to be told. */
export const oauthTexts = defineTexts('oauth', {
  en: {
    redirect: 'Redirect address you registered',
    'redirect.hint': 'The one you entered where you got the client id.',
    'redirect.unsaid': 'Tried one after the other',
    rare: 'More for this sign-in service',
    parameters: 'Parameters for its page',
    'parameters.add': 'Add a parameter',
    headers: 'Headers for its tokens',
    'headers.add': 'Add a token header',
    tokenMethod: 'How the secret is sent',
    'tokenMethod.auto': 'As the service asks',
    'tokenMethod.client_secret_basic': 'In a header',
    'tokenMethod.client_secret_post': 'In the form',
    'tokenMethod.none': 'Not at all',
    revocationUrl: 'Address for signing out',
  },
});

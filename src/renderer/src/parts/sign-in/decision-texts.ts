import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the decision a person takes once about an unusual sign-in. */
export const decisionTexts = defineTexts('decision', {
  en: {
    title: 'Decide before you sign in',
    'doubt.issuer':
      'The server says that {{issuer}} signs you in, but that service calls itself {{namedIssuer}}. Go on only if both names belong to the same company.',
    'doubt.pkce':
      '{{issuer}} does not say that it protects the answer on its way back. Patchbay sends the protection all the same, but cannot know whether it is checked.',
    'doubt.site': 'The page you sign in on belongs to {{page}}, not to {{issuer}}.',
    'host.page': 'Page you sign in on: {{host}}',
    'host.exchange': 'The answer goes to: {{host}}',
    'host.registration': 'Patchbay registers at: {{host}}',
    meaning:
      'If one of these is not who you expect, somebody else could get into your account. Your decision counts for this server only, until one of the names changes.',
    agree: 'Go on and sign in',
    decline: 'Do not sign in',
  },
});

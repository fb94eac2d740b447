import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about what AI apps may do with a server. */
export const callTexts = defineTexts('access-calls', {
  en: {
    title: 'What AI apps may do',
    text: 'Before an app uses a tool, Patchbay asks you. What you decide here is for every app.',
    believe: 'Believe what this server says about its tools',
    'believe.hint': 'Tools that say they only read are then used without asking.',
    ours: 'Patchbay’s own tools that only read are used without asking.',
    incomplete:
      'What you decided here before could not be proven, so you are asked again. Look the choices over.',
    all: 'For every tool',
    'choice.always': 'Always',
    'choice.ask': 'Ask',
    'choice.never': 'Never',
    'choice.of': 'May apps use {{tool}}?',
    none: 'It has no tools yet.',
    more: 'Show more ({{count}})',
    find: 'Find a tool',
    apps: 'Allowed without asking',
    'apps.none': 'No app may use a tool unasked because you said “Always” to it.',
    'apps.tools': '{{app}}: {{tools}}',
    command: 'The terminal',
    token: 'An app with a token',
    forget: 'Ask again',
    'forget.named': 'Ask again for {{app}}',
    'claim.reads': 'says it only reads',
    'claim.changes': 'may change things',
    'claim.destroys': 'may change or delete things',
  },
});

import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the way to keep a secret off a command line. */
export const passByEnvironmentTexts = defineTexts('pass-by-environment', {
  en: {
    button: 'Keep it in the vault and pass it by the environment',
    hint: 'The program has to read it from there; its guide says under which name.',
  },
});

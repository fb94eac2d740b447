import type { passByEnvironmentTexts } from '../../parts/consent/pass-by-environment-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof passByEnvironmentTexts, 'es'> = {
  button: 'Guardarlo en la bóveda y pasarlo por el entorno',
  hint: 'El programa tiene que leerlo de ahí; su guía dice con qué nombre.',
};

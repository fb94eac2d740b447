import type { redirectTexts } from '../../parts/sign-in/redirect-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof redirectTexts, 'es'> = {
  title: 'Donde registres Patchbay, escribe una de estas como dirección de redirección:',
  hint: 'Si te piden un tipo, elige app nativa o de escritorio. Google solo admite la segunda; Microsoft y Salesforce, la tercera; el puerto es libre.',
  copy: 'Copiar {{address}}',
};

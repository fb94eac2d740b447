import type { signInSectionTexts } from '../../features/preferences/sign-in-section-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof signInSectionTexts, 'es'> = {
  title: 'Inicio de sesión',
  document: 'Documento de cliente',
  'document.hint':
    'Algunos servicios de inicio de sesión conocen una app por una página web sobre ella. Si publicaste ahí la de Patchbay, escribe su dirección; si no, déjalo vacío y Patchbay se registra por sí solo.',
  'document.wrong': 'Una dirección que empiece por https://',
};

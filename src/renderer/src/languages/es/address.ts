import type { addressTexts } from '../../parts/addresses/address-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof addressTexts, 'es'> = {
  plain: 'Esta conexión no está cifrada; otras personas de la red pueden leerla.',
};

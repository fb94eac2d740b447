import type { recipientTexts } from '../../parts/consent/recipient-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof recipientTexts, 'es'> = {
  title: '¿Puede ir ahora esta clave a otra dirección?',
  'title.host': '¿Puede ir ahora esta clave a {{host}}?',
  'title.program': '¿Puede tener ahora la clave este programa?',
  to: 'Iría a',
  from: 'Se guardó para',
  advice: 'Quien recibe la clave puede usarla. Permítelo solo si conoces este cambio.',
  program: 'Un programa',
  'built-in': 'Una parte de Patchbay',
  unknown: 'Un lugar que aún no se guardaba',
  server: 'para el servidor {{server}}',
};

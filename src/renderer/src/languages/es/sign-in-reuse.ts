import type { reuseTexts } from '../../parts/sign-in/reuse-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof reuseTexts, 'es'> = {
  title: '¿Usar el inicio de sesión de {{title}}?',
  text: 'Con {{title}} tienes la sesión iniciada en {{host}}. Este servidor usa el mismo servicio, así que no necesitas iniciar sesión de nuevo.',
  'text.as':
    'Con {{title}} tienes la sesión iniciada en {{host}} como {{who}}. Este servidor usa el mismo servicio, así que no necesitas iniciar sesión de nuevo.',
  meaning: 'El servidor de {{place}} actúa entonces allí en tu nombre.',
  scopes: 'Se le permitirá:',
  use: 'Usar el inicio de sesión de {{title}}',
};

import type { oauthTexts } from '../../parts/server-form/oauth-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof oauthTexts, 'es'> = {
  redirect: 'Dirección de redirección que registraste',
  'redirect.hint': 'La que escribiste donde obtuviste el ID de cliente.',
  'redirect.unsaid': 'Se prueban una tras otra',
  rare: 'Más para este servicio de inicio de sesión',
  parameters: 'Parámetros para su página',
  'parameters.add': 'Añadir un parámetro',
  headers: 'Encabezados para sus tokens',
  'headers.add': 'Añadir un encabezado de token',
  tokenMethod: 'Cómo se envía el secreto',
  'tokenMethod.auto': 'Como pida el servicio',
  'tokenMethod.client_secret_basic': 'En un encabezado',
  'tokenMethod.client_secret_post': 'En el formulario',
  'tokenMethod.none': 'De ninguna manera',
  revocationUrl: 'Dirección para cerrar sesión',
};

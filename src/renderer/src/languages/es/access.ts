import type { accessTexts } from '../../features/access/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof accessTexts, 'es'> = {
  who: 'Quién puede usar este servidor',
  shared: 'Todos los perfiles',
  'shared.hint':
    'Cada uno lo activa o desactiva para sí, con sus propios valores e inicio de sesión.',
  private: 'Solo estos perfiles',
  'private.hint': 'Para los demás no existe.',
  nobody: 'Nadie puede usarlo hasta que elijas a alguien aquí.',
  leaving: 'Al guardar deja el perfil en uso. Su conexión termina enseguida.',
  signOut: 'Cerrar la sesión de quien lo pierde',
  'signOut.hint': 'Si no, sus inicios de sesión se conservan para cuando lo recuperen.',
  save: 'Guardar',
  saved: 'Guardado',
};

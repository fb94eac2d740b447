import type { settingsTabTexts } from '../../features/server-settings/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof settingsTabTexts, 'es'> = {
  save: 'Guardar',
  saved: 'Guardado.',
  discard: 'Descartar cambios',
  allow: 'Permitir y guardar',
  back: 'Volver a editar',
  changed: 'Lo que inicia cambió; revísalo otra vez.',
  'recipient.allow': 'Enviarla allí y guardar',
  'recipient.forget': 'Guardar sin la clave',
  handle: 'Nombre corto en las apps de IA',
  'handle.hint':
    'Va delante de lo que ofrece, p. ej. {{example}}. Lo que permitiste a una app con el nombre anterior hay que permitirlo de nuevo.',
  'handle.save': 'Cambiar nombre',
  'handle.invalid':
    'Como máximo 20 letras minúsculas, cifras y guiones, empezando por una letra o cifra.',
  'handle.taken': 'Otro servidor tiene este nombre corto.',
  'handle.failed': 'No se pudo guardar. Vuelve a intentarlo.',
  values: 'Valores completados',
  'value.set': 'Definir',
  'value.replace': 'Reemplazar',
  'value.unsendable': 'Contiene {{character}}, que no se puede enviar. Escríbelo sin él.',
  'value.clear': 'Vaciar',
  'value.isSet': 'Completado',
  'value.isNotSet': 'Aún vacío',
  'value.optional': 'Puede quedar vacío',
  'value.default': 'Si no se completa: {{value}}',
};

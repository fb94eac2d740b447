import type { resourcesTexts } from '../../features/resources/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof resourcesTexts, 'es'> = {
  label: 'Recursos',
  search_one: 'Filtrar {{count}} recurso',
  search_other: 'Filtrar {{count}} recursos',
  none: 'Este servidor no ofrece recursos.',
  'group.resources': 'Recursos',
  'group.linked': 'De respuestas',
  linked: 'Una respuesta la mencionó',
  'group.templates': 'Plantillas',
  read: 'Leer',
  'template.malformed': 'Esta plantilla no tiene sentido, así que no se puede completar nada.',
  'template.address': 'Lee {{uri}}',
  needed: 'Completa al menos uno.',
};

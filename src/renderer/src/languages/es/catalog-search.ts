import type { catalogTexts } from '../../features/catalog-search/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof catalogTexts, 'es'> = {
  title: 'Herramientas',
  search: 'Buscar en todo lo que ofrece cada servidor',
  kind: 'Qué buscar',
  'kind.tools': 'Herramientas',
  'kind.resources': 'Recursos',
  'kind.prompts': 'Prompts',
  total_one: '{{count}} encontrado',
  total_other: '{{count}} encontrados',
  none: 'Nada coincide con “{{search}}”.',
  'empty.tools':
    'Ningún servidor ha ofrecido herramientas todavía. Aparecen aquí en cuanto un servidor esté listo.',
  'empty.resources': 'Ningún servidor ha ofrecido recursos todavía.',
  'empty.prompts': 'Ningún servidor ha ofrecido prompts todavía.',
  readOnly: 'solo lectura',
  destructive: 'destructiva',
  failed: 'La búsqueda falló. Vuelve a intentarlo.',
};

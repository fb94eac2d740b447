import type { promptsTexts } from '../../features/prompts/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof promptsTexts, 'es'> = {
  label: 'Prompts',
  search_one: 'Filtrar {{count}} prompt',
  search_other: 'Filtrar {{count}} prompts',
  none: 'Este servidor no ofrece prompts.',
  get: 'Obtener',
  needed: 'Esto es necesario.',
  'role.user': 'Usuario',
  'role.assistant': 'Asistente',
  empty: 'El prompt no tiene mensajes.',
  messages: 'Mensajes',
};

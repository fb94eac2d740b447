import type { rightsTexts } from '../../features/connected-apps/rights-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof rightsTexts, 'es'> = {
  open: 'Lo que ve…',
  title: 'Lo que ve {{title}}',
  lets: 'Permitirle usar mis servidores',
  'lets.hint': 'Si está desactivado, no recibe nada y sus llamadas se rechazan.',
  which: 'Qué servidores',
  all: 'Todos los servidores',
  'all.hint': 'También los que añadas después.',
  some: 'Solo estos',
  'some.hint': 'Un servidor que añadas después no está entre ellos.',
  none: 'No ve ningún servidor hasta que elijas uno.',
  readOnly: 'Solo herramientas que dicen que solo leen',
  'readOnly.hint': 'No recibe las demás ni puede llamarlas.',
  'unproven.locked':
    'Lo que elegiste no se puede consultar mientras falte la clave de tus secretos. Hasta entonces no recibe nada.',
  'unproven.not-sealed':
    'El registro de lo que elegiste está dañado o no lo hizo Patchbay. No recibe nada hasta que guardes aquí.',
  'unproven.not-the-last':
    'El registro de lo que elegiste no está o no es el último. No recibe nada hasta que guardes aquí.',
  save: 'Guardar',
  cancel: 'Cancelar',
};

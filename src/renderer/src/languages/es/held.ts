import type { heldTexts } from '../../features/detail/held-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof heldTexts, 'es'> = {
  title_one: '{{count}} cambio está retenido',
  title_other: '{{count}} cambios están retenidos',
  text: 'Este servidor dice algo distinto que antes. Hasta que lo aceptes, las apps conservan lo que aceptaste, o no reciben la herramienta.',
  keptText: 'Ya los viste y los mantienes retenidos.',
  'unproven.title': 'Las apps no reciben nada de este servidor',
  'unproven.locked':
    'Lo que aceptaste no se puede consultar mientras falte la clave de tus secretos. Desbloquéala, o acepta lo que el servidor dice ahora.',
  'unproven.not-sealed':
    'El registro de lo que aceptaste está dañado o no lo hizo Patchbay. Revisa las herramientas de este servidor y acepta lo que dice ahora.',
  'unproven.not-the-last':
    'El registro de lo que aceptaste se eliminó o se sustituyó por uno anterior. Revisa las herramientas de este servidor y acepta lo que dice ahora.',
  versions: 'Versión {{before}} cuando aceptaste, {{now}} ahora.',
  'list.instructions': 'Instrucciones',
  'list.tools': 'Herramienta',
  'list.prompts': 'Prompt',
  'list.resourceTemplates': 'Plantilla de recurso',
  'kind.hidden-characters': 'Caracteres ocultos',
  'kind.new-required-argument': 'Necesita algo nuevo',
  'kind.read-only-lost': 'Ya no es de solo lectura',
  'kind.weaker-promise': 'Ahora puede destruir cosas',
  'kind.new': 'Nuevo',
  'kind.removed': 'Quitado',
  'kind.shape': 'Recibe o devuelve algo distinto',
  'kind.annotations': 'Dice otra cosa de lo que hace',
  'kind.words': 'Otras palabras',
  withheld: 'Las apps no la reciben.',
  agreedOne: 'Las apps reciben la aceptada.',
  before: 'Aceptado',
  now: 'Ahora',
  more: 'Mostrar más (quedan {{count}})',
  accept: 'Aceptar',
  keep: 'Seguir reteniendo',
  acceptAll: 'Aceptar todo de este servidor',
};

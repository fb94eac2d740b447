import type { cautionTexts } from '../../parts/cautions/caution-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof cautionTexts, 'es'> = {
  mark: 'Conviene revisarlo',
  title_one: '{{count}} punto que conviene revisar',
  title_other: '{{count}} puntos que conviene revisar',
  text: 'Reglas fijas encontraron esto en lo que el servidor dice de sí mismo. Puede ser inofensivo y no cambia nada por sí solo.',
  more: 'Mostrar los {{count}}',
  at: 'en {{place}}',
  'list.instructions': 'Instrucciones',
  'list.tools': 'Herramienta',
  'list.prompts': 'Prompt',
  'list.resourceTemplates': 'Plantilla de recurso',
  'rule.hidden-characters': 'Contiene caracteres que no verías.',
  'rule.overrides-instructions': 'Pide a la IA que ignore otras instrucciones.',
  'rule.hides-from-you': 'Pide a la IA que te oculte algo.',
  'rule.speaks-to-models': 'Contiene etiquetas o comentarios que solo leería una IA.',
  'rule.secret-places': 'Nombra un lugar donde se guardan claves o cuentas.',
  'rule.takes-conversation': 'Pide tu conversación o las instrucciones de la IA.',
  'rule.steers-other-tools': 'Quiere ir antes o en lugar de otras herramientas.',
  'rule.sends-elsewhere': 'Nombra una dirección a la que se debe enviar algo.',
  'rule.reads-files-along': 'Pide que se le pasen archivos o claves.',
  'rule.odd-name': 'Su nombre mezcla letras de dos alfabetos.',
  'rule.confusable-name': 'Su nombre se parece al de una herramienta de {{other}}.',
  'rule.claims-other-server':
    'Tiene el nombre con el que las apps conocen una herramienta de {{other}}.',
  'rule.mentions-other-server': 'Habla de {{other}}.',
};

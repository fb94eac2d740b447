import type { callTexts } from '../../features/access/call-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof callTexts, 'es'> = {
  title: 'Lo que pueden hacer las apps de IA',
  text: 'Antes de que una app use una herramienta, Patchbay te pregunta. Lo que decides aquí vale para todas las apps.',
  believe: 'Creer lo que este servidor dice de sus herramientas',
  'believe.hint': 'Así, las herramientas que dicen que solo leen se usan sin preguntar.',
  ours: 'Las herramientas propias de Patchbay que solo leen se usan sin preguntar.',
  incomplete:
    'Lo que decidiste aquí antes no se pudo verificar, así que se te pregunta de nuevo. Revisa las opciones.',
  all: 'Para todas las herramientas',
  'choice.always': 'Siempre',
  'choice.ask': 'Preguntar',
  'choice.never': 'Nunca',
  'choice.of': '¿Pueden las apps usar {{tool}}?',
  none: 'Aún no tiene herramientas.',
  more: 'Mostrar más ({{count}})',
  find: 'Buscar una herramienta',
  apps: 'Permitidas sin preguntar',
  'apps.none':
    'Ninguna app puede usar una herramienta sin preguntar porque le hayas dicho “Siempre”.',
  'apps.tools': '{{app}}: {{tools}}',
  command: 'La terminal',
  token: 'Una app con un token',
  forget: 'Volver a preguntar',
  'forget.named': 'Volver a preguntar a {{app}}',
  'claim.reads': 'dice que solo lee',
  'claim.changes': 'puede cambiar cosas',
  'claim.destroys': 'puede cambiar o borrar cosas',
};

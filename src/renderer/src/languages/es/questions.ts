import type { questionTexts } from '../../features/questions/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof questionTexts, 'es'> = {
  title: '{{server}} te pregunta algo',
  'title.url': '{{server}} quiere abrir una página',
  more_one: 'Espera {{count}} pregunta más',
  more_other: 'Esperan {{count}} preguntas más',
  words: 'Estas palabras y campos son del servidor. Recibe lo que escribas aquí.',
  'words.url': 'Lo que escribas en esa página va a {{host}}, no pasa por Patchbay.',
  send: 'Enviar',
  open: 'Abrir {{host}}',
  'visit.first': 'Lo que pediste continúa después.',
  'visit.title': '{{server}} espera a que visites una página',
  'visit.open':
    '{{host}} está abierto en tu navegador. Cuando termines allí, esto continúa por sí solo. Si no, di que terminaste.',
  'visit.again': 'Abrir de nuevo',
  'visit.done': 'Terminé',
  'visit.stop': 'Abandonar',
  decline: 'Rechazar',
  'leave.text': 'El servidor continúa sin tu respuesta y se pierde lo que escribiste.',
  'leave.stay': 'Seguir respondiendo',
  'leave.go': 'No responder',
  'problem.required': 'Completa este campo.',
  'problem.other': 'Esto no es lo que pidió el servidor.',
  choices_one: '{{count}} opción: escribe para buscarla',
  choices_other: 'una de {{count}} opciones: escribe para buscarla',
  waits: '{{server}} te pregunta algo.',
  'waits.hint': 'Espera a que termines de escribir.',
  answer: 'Responder',
  gone: 'El servidor ya no espera esta respuesta.',
  notOpened: 'Esta página no se puede abrir. Solo se abren direcciones seguras (https).',
};

import type { signInTexts } from '../../parts/sign-in/sign-in-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof signInTexts, 'es'> = {
  'waiting.title': 'Continúa en tu navegador',
  'waiting.deep-link':
    'Inicia sesión allí. Cuando el navegador pregunte si abre Patchbay, permítelo; Patchbay se conecta por sí solo.',
  'waiting.loopback':
    'Inicia sesión allí. La última página dice cuándo está hecho; Patchbay se conecta por sí solo.',
  'ahead.host': 'Inicias sesión en {{host}}.',
  'waiting.host': 'La página está en {{host}}.',
  'waiting.long':
    '¿El navegador muestra un error o no pasa nada? Prueba otra forma de volver con el botón de abajo.',
  'waiting.left': 'Patchbay espera {{time}} más.',
  'closed.title': 'No se pudo abrir ningún navegador',
  'closed.text':
    'Copia el enlace y ábrelo en un navegador de este equipo. Patchbay espera {{time}} más.',
  open: 'Abrir de nuevo el navegador',
  openFirst: 'Intentar abrirlo de nuevo',
  copy: 'Copiar el enlace',
  copied: 'Copiado',
  paste: 'Pegar la respuesta',
  other: 'Probar otra forma',
  'other.hint': 'Empieza de nuevo y vuelve a Patchbay por otro camino.',
  cancel: 'Cancelar',
  again: 'Volver a iniciar sesión',
  dismiss: 'Descartar',
  'expired.title': 'Nadie volvió del navegador',
  'expired.text':
    'Un inicio de sesión queda abierto diez minutos; este ya terminó. No se cambió nada, así que vuelve a iniciar sesión cuando quieras.',
  'answer.label': 'La dirección que muestra tu navegador',
  'answer.hint':
    'Si el navegador termina en una página que no puede mostrar, copia la dirección completa de esa página y pégala aquí. Empieza por {{start}}',
  'answer.finish': 'Terminar de iniciar sesión',
  'refused.NOT_A_CALLBACK':
    'Esta no es la dirección del final de un inicio de sesión. Cópiala de la barra de direcciones de la última página.',
  'refused.MALFORMED': 'Falta una parte de la dirección. Cópiala entera, hasta el último carácter.',
  'refused.TOO_LONG': 'Esto es demasiado largo para ser la dirección.',
  'refused.UNKNOWN_STATE':
    'Pertenece a otro inicio de sesión. Usa la dirección del último que se abrió.',
  'refused.WRONG_ADDRESS':
    'Pertenece a otra forma de volver. Usa la dirección de la última página abierta.',
  'refused.ALREADY_USED': 'Ya se usó. Abre de nuevo el navegador para obtener otra.',
  'refused.CANCELLED': 'Ese inicio de sesión se canceló. Usa la dirección del último que se abrió.',
  'refused.EXPIRED': 'Llegó demasiado tarde. Vuelve a iniciar sesión para obtener otra.',
  'refused.other': 'No se pudo usar. Abre de nuevo el navegador para obtener otra.',
};

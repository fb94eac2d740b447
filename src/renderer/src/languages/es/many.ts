import type { manyTexts } from '../../parts/servers/many-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof manyTexts, 'es'> = {
  title_one: '{{count}} servidor seleccionado',
  title_other: '{{count}} servidores seleccionados',
  hint: 'Mayús elige un intervalo; {{key}} añade o quita uno.',
  list: 'Servidores seleccionados',
  turnOn: 'Activar',
  turnOff: 'Desactivar',
  allow: 'Permitir…',
  access: 'Quién puede usarlos…',
  remove: 'Quitar…',
  clear: 'Seleccionar solo uno',
  'remove.title_one': '¿Quitar {{count}} servidor?',
  'remove.title_other': '¿Quitar {{count}} servidores?',
  'remove.text':
    'Se van con ellos sus ajustes, secretos, inicios de sesión y registros, y lo que esté en ejecución se detiene. Con un solo Deshacer vuelven todos, durante diez minutos.',
  'remove.keep': 'Conservarlos',
  'remove.go': 'Quitar',
  'access.title': 'Quién puede usar estos servidores',
  'access.everybody': 'Todos los perfiles',
  'access.only': 'Solo {{title}}',
  'access.leaving': 'Desaparecen de esta lista, porque el perfil en uso no está entre esos.',
  'access.signOut': 'Cerrar la sesión de quien pierde alguno',
  'access.signOut.hint':
    'Si no, el inicio de sesión se conserva y se usa de nuevo cuando vuelva el servidor.',
  'access.cancel': 'Cancelar',
  'access.go': 'Guardar',
  'allow.title': 'Permitir lo que inician',
  'allow.text': 'Elige aquellos cuyo comando o dirección conoces. Se prueban enseguida.',
  'allow.none': 'Ninguno espera tu permiso.',
  'allow.all': 'Todos',
  'allow.list': 'Lo que inician o contactan',
  'allow.go_one': 'Permitir {{count}} servidor',
  'allow.go_other': 'Permitir {{count}} servidores',
  'allow.close': 'Cerrar',
};

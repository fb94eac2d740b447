import type { keysTexts } from '../../app/keys-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof keysTexts, 'es'> = {
  title: 'Atajos de teclado',
  palette: 'Buscar todo por su nombre',
  add: 'Añadir un servidor',
  addNow: 'Añadir lo que muestra el formulario',
  search: 'Buscar en la página',
  run: 'Ejecutar la herramienta',
  nextProfile: 'Cambiar al siguiente perfil',
  favorite: 'Añadir a favoritos o quitar',
  moveUp: 'Subir un servidor en la lista',
  moveDown: 'Bajar un servidor en la lista',
  settings: 'Ajustes',
  undo: 'Deshacer una eliminación, una importación o un cambio de acceso',
  redo: 'Rehacer lo deshecho',
  move: 'Moverse por la lista',
  open: 'Ir a los detalles',
  close: 'Cerrar lo que está encima',
  keys: 'Mostrar esto',
  several: 'Elegir varios servidores',
  fixed: 'Siempre así',
  searchQuickly: 'Buscar en la página, fuera de los campos',
  change: 'Cambiar',
  'change.of': 'Cambiar el atajo de: {{what}}',
  press: 'Pulsa las teclas…',
  usual: 'Atajo habitual',
  'usual.of': 'Atajo habitual de: {{what}}',
  'usual.all': 'Atajos habituales para todo',
  'refused.taken': '{{keys}} ya sirve para: {{what}}.',
  'refused.notFree':
    '{{keys}} pertenece al sistema o a los textos. Se puede elegir Ctrl o ⌘ con otra tecla, de F1 a F9, o un signo solo.',
};

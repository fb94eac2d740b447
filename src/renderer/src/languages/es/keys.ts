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
  settings: 'Ajustes',
  undo: 'Deshacer una eliminación, una importación o un cambio de acceso',
  redo: 'Rehacer lo deshecho',
  move: 'Moverse por la lista',
  open: 'Ir a los detalles',
  pages: 'Cambiar de página',
  close: 'Cerrar lo que está encima',
  keys: 'Mostrar esto',
};

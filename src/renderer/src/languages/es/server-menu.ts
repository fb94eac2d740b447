import type { serverMenuTexts } from '../../parts/servers/server-menu-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof serverMenuTexts, 'es'> = {
  label: 'Acciones para {{title}}',
  edit: 'Editar',
  turnOff: 'Desactivar',
  disconnect: 'Desconectar',
  openLog: 'Abrir registro',
  duplicate: 'Duplicar…',
  copyJson: 'Copiar como JSON',
  copyName: 'Copiar nombre',
  remove: 'Quitar',
  access: 'Quién puede usarlo',
  everybody: 'Todos los perfiles',
  only: 'Solo {{title}}',
  choose: 'Elegir…',
};

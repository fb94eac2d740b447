import type { updatesSectionTexts } from '../../features/preferences/updates-section-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof updatesSectionTexts, 'es'> = {
  title: 'Actualizaciones',
  daily: 'Buscar una versión más reciente una vez al día',
  'daily.hint':
    'Pregunta donde se publica Patchbay y no envía nada sobre ti ni tus servidores. Nada se descarga ni se instala por sí solo.',
  check: 'Buscar actualizaciones',
  checking: 'Buscando…',
  'state.not-asked': 'Nadie ha buscado todavía.',
  'state.no-feed':
    'Este Patchbay se compiló desde su código y no sabe dónde se publican versiones más recientes.',
  'state.current': 'Esta es la versión más reciente. Se buscó el {{when}}.',
  'state.newer': 'Ya está Patchbay {{version}}. Se buscó el {{when}}.',
  'failed.unreachable':
    'El lugar donde se publica Patchbay no respondió. ¿Tienes conexión? Se preguntó el {{when}}.',
  'failed.refused':
    'El lugar donde se publica Patchbay no quiso responder, quizá porque se le pregunta demasiado. Se preguntó el {{when}}.',
  'failed.unreadable':
    'La respuesta no indica ninguna versión de Patchbay. Puede haber un proxy o una página de acceso en medio. Se preguntó el {{when}}.',
  notes: 'Novedades de {{version}}',
  get: 'Abrir su página',
  'get.hint': 'Tu navegador muestra dónde conseguirla. Tus servidores y ajustes quedan como están.',
  notOpened: 'No se pudo abrir su página en un navegador.',
};

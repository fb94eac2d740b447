import type { doctorTexts } from '../../features/doctor/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof doctorTexts, 'es'> = {
  title: 'Diagnóstico: {{title}}',
  looking: 'Buscando lo que necesita…',
  again: 'Buscar de nuevo',
  'no-program.title': 'Este servidor no es un programa de este equipo.',
  'no-program.text': 'Aquí no hay nada que buscar. Su error da más detalles.',
  'nothing-missing.title': 'Todo lo que necesita está aquí.',
  'nothing-missing.text':
    '“{{command}}” es {{file}}. Si se acaba de instalar, vuelve a intentarlo.',
  'runtime-missing.title':
    '{{runtime}} no está instalado, o no está donde se buscan los programas.',
  'runtime-missing.text':
    '“{{command}}”, que inicia este servidor, viene con {{runtime}}. Instálalo y busca de nuevo.',
  'command-missing.title':
    '“{{command}}” no está en ninguna de las carpetas donde se buscan programas.',
  'command-missing.text':
    'Comprueba cómo está escrito, instálalo como indican sus autores o escribe su ruta completa en Ajustes.',
  'whole-line.title': '“{{command}}” es una línea de comandos entera, no un programa.',
  'whole-line.text':
    'En Ajustes, escribe “{{program}}” como comando y cada palabra siguiente como argumento.',
  'not-executable.title': 'El archivo está aquí, pero no se puede ejecutar.',
  'not-executable.text': '{{file}} necesita permiso de ejecución, si es que es un programa.',
  'interpreter-missing.title': 'El script necesita “{{interpreter}}”, que no está aquí.',
  'interpreter-missing.text': 'Ejecuta {{file}}. Instálalo y busca de nuevo.',
  'windows-line-ends.title': 'El script se guardó como en Windows.',
  'windows-line-ends.text':
    'Este sistema no puede leer su primera línea. Guarda {{file}} con finales de línea de Unix (LF).',
  'helper-missing.title': 'El programa se inicia y luego echa en falta otro.',
  'helper-missing.text':
    '{{file}} está aquí, pero no lo que quería ejecutar. El registro lo nombra. Si se acaba de instalar, vuelve a intentarlo.',
  'folder-missing.title': 'La carpeta en la que debe ejecutarse no está aquí.',
  'folder-missing.text': '{{folder}} no existe. Créala o elige otra en Ajustes.',
  do: 'Lo que puedes hacer',
  'do.run': 'En una terminal:',
  'do.visit': 'La página de los autores:',
  programs: 'Programas buscados',
  'program.found': 'encontrado',
  'program.not-found': 'no encontrado',
  'program.not-executable': 'no es un programa',
  'program.own': 'el comando de este servidor',
  folders_one: 'Se buscó en {{count}} carpeta',
  folders_other: 'Se buscó en {{count}} carpetas',
  'path.definition': 'Proceden del PATH de los ajustes de este servidor.',
  'path.login-shell': 'Proceden de tu shell, como en una terminal, y de los lugares habituales.',
  'path.inherited': 'Proceden de cómo se inició Patchbay y de los lugares habituales.',
  'folder.gone': 'no está',
  'folder.there': 'está',
};

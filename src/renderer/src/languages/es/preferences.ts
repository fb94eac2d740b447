import type { preferencesTexts } from '../../features/preferences/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof preferencesTexts, 'es'> = {
  title: 'Ajustes',
  look: 'Aspecto',
  theme: 'Colores',
  'theme.system': 'Como el sistema',
  'theme.light': 'Claro',
  'theme.dark': 'Oscuro',
  language: 'Idioma',
  'language.system': 'Como el sistema',
  desktop: 'En tu escritorio',
  closeToTray: 'Seguir en la bandeja al cerrar la ventana',
  'closeToTray.hint': 'Si el escritorio no muestra una bandeja, cerrar la ventana cierra Patchbay.',
  launchAtLogin: 'Iniciar cuando inicio sesión en este equipo',
  'launchAtLogin.hint': 'Se inicia en silencio, sin su ventana.',
  notifications: 'Notificaciones',
  notify: 'Avisarme cuando un servidor requiera mi atención',
  'notify.hint': 'No por lo que pasa en segundos, y nunca dos veces por el mismo problema.',
  quiet: 'Horas de silencio',
  'quiet.hint': 'Lo que aún requiera tu atención cuando terminen se avisa entonces, todo junto.',
  'quiet.from': 'Desde',
  'quiet.to': 'Hasta',
  apps: 'Búsqueda de herramientas',
  'apps.hint':
    'Con muchísimas herramientas, algunas apps se vuelven lentas u omiten algunas. Actívalo para esas apps: reciben una búsqueda y tres formas de llamar a lo encontrado. Déjalo desactivado en apps que buscan por sí mismas, como Claude Code.',
  'apps.none': 'Ninguna app ha llamado a una herramienta todavía.',
  connecting: 'Conexión',
  concurrent: 'Servidores que se conectan a la vez',
  'concurrent.hint': 'Un número menor exige menos a un equipo lento.',
  import: 'Trae lo que tienes',
  'import.text':
    'Servidores de los ajustes de otras apps, una carpeta de proyecto, un archivo o un bundle. Quedan desactivados hasta que los actives.',
  'import.open': 'Importar desde otras apps',
  secrets: '¿Dónde están mis secretos?',
  'vault.not-opened':
    'Ningún servidor ha necesitado uno desde que se inició Patchbay. Una clave que escribas se cifra y se guarda en este equipo.',
  'vault.ready': 'Están cifrados en este equipo; la clave que los abre está en {{place}}.',
  'vault.memory-only':
    'Solo se conservan hasta que Patchbay se cierre, porque este equipo no ofrece un lugar seguro. Instala o desbloquea un llavero para conservarlos.',
  'vault.locked':
    'Están a salvo en este equipo, pero {{place}} está bloqueado. Desbloquéalo y vuelve a intentarlo.',
  'vault.backend-changed':
    'Se bloquearon con un llavero distinto del actual. Inicia sesión en tu escritorio como antes para volver a leerlos.',
  'vault.restored':
    'Su archivo estaba dañado; se restauró la copia anterior. Puede faltar la última clave que escribiste.',
  'vault.lost': 'Su archivo ya no se puede leer. Vuelve a escribir tus claves donde se pidan.',
  'vault.key-missing':
    'La clave que los abre ya no está en {{place}}. Siguen aquí, cifrados, por si vuelve.',
  'place.keyring': 'el llavero de tu escritorio',
  'place.keychain': 'el llavero de este equipo',
  'place.windows': 'tu cuenta de Windows',
  'secrets.show': 'Ver lo guardado',
  'secrets.rule':
    'Los secretos nunca se vuelven a mostrar, nunca se escriben en un registro y nunca salen de este equipo, salvo hacia el servidor al que pertenecen.',
  data: 'Tus datos',
  'data.text':
    'Los servidores, los ajustes y los registros son archivos de este equipo. No hay cuenta y no se informa a nadie de nada.',
  about: 'Acerca de',
  version: 'Patchbay {{version}}',
  keys: 'Mostrar los atajos de teclado',
};

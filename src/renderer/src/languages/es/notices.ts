import type { noticeTexts } from '../../app/notice-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof noticeTexts, 'es'> = {
  'see.secrets': '¿Dónde están mis secretos?',
  'title.REGISTRY_RESTORED': 'Tus servidores se restauraron',
  'text.REGISTRY_RESTORED':
    'Su archivo estaba dañado, así que se usa la copia anterior. Puede faltar el último cambio.',
  'title.REGISTRY_LOST': 'No se pudieron leer tus servidores',
  'text.REGISTRY_LOST': 'Su archivo está dañado. Se apartó y no se borró nada.',
  'title.REGISTRY_TOO_NEW': 'Tus servidores los guardó una versión más reciente de Patchbay',
  'text.REGISTRY_TOO_NEW': 'Esta versión no puede leerlos y los deja como están. Actualízala.',
  'title.SERVER_RECORD_INVALID': 'No se pudo leer un servidor',
  'text.SERVER_RECORD_INVALID':
    'Su registro se conserva, pero no se usa. Los demás están bien. El problema: {{path}}.',
  'title.HANDLE_TAKEN': '“{{title}}” tiene otro nombre corto para las apps',
  'text.HANDLE_TAKEN':
    'Su archivo dice “{{wished}}”, pero ese pertenece a otro servidor. Las apps lo encuentran como “{{handle}}”; puedes cambiarlo en sus ajustes.',
  'title.RECORD_LEFT_OUT': 'Algo de “{{name}}” no se puede mostrar',
  'text.RECORD_LEFT_OUT':
    'No está como debería y se omitió; no se borró nada. Todo lo demás funciona. El problema: {{place}}.',
  'title.FILE_EDITED': '{{file}} se cambió fuera de Patchbay',
  'text.FILE_EDITED': 'El cambio se usa. Un programa nuevo o distinto espera hasta que lo aceptes.',
  'title.FILE_NOT_RELOADED': 'Un cambio de {{file}} no se puede usar',
  'text.FILE_NOT_RELOADED':
    'Patchbay sigue con lo que conocía y, si tiene que guardar, conserva tu versión al lado. El problema: {{place}}.',
  'title.DATA_FOLDER_IN_USE': 'Otro Patchbay usa estos datos',
  'text.DATA_FOLDER_IN_USE': 'Los cambios hechos aquí no se guardan hasta que el otro termine.',
  'title.VAULT_MEMORY_ONLY': 'Los secretos solo se conservan hasta que Patchbay se cierre',
  'text.VAULT_MEMORY_ONLY':
    'Este equipo no ofrece un lugar seguro para ellos. Instala o desbloquea un llavero para conservarlos.',
  'title.VAULT_LOCKED': 'Tus secretos están bloqueados',
  'text.VAULT_LOCKED':
    'No se ha perdido nada. Desbloquea el llavero de este equipo y deja que Patchbay lo intente de nuevo.',
  'title.VAULT_BACKEND_CHANGED': 'Tus secretos pertenecen a otro llavero',
  'text.VAULT_BACKEND_CHANGED':
    'Este equipo ofrece ahora un llavero distinto del que los bloqueó. No se ha perdido nada.',
  'title.VAULT_KEY_MISSING': 'La clave de tus secretos ya no está',
  'text.VAULT_KEY_MISSING': 'El llavero de este equipo ya no la tiene. No se borró nada.',
  'title.VAULT_RESTORED': 'Tus secretos se restauraron',
  'text.VAULT_RESTORED':
    'Su archivo estaba dañado, así que se usa la copia anterior. Puede faltar el último que escribiste.',
  'title.VAULT_LOST': 'No se pudieron leer tus secretos',
  'text.VAULT_LOST': 'Su archivo está dañado. Se apartó y no se borró nada.',
  'title.SIGN_IN_ANSWER_REFUSED': 'No se aceptó una respuesta de inicio de sesión',
  'text.SIGN_IN_ANSWER_REFUSED':
    'No corresponde a ningún inicio de sesión que Patchbay espere. Si acabas de iniciar sesión, empieza de nuevo.',
  'title.STORAGE_FAILED': 'No se pudo guardar un cambio',
  'text.STORAGE_FAILED': 'Comprueba si el disco está lleno. Lo guardado antes está intacto.',
  'title.INSTALL_LINK': 'Un enlace ofrece un servidor',
  'text.INSTALL_LINK': 'Cierra lo que está abierto para verlo.',
  'title.LINK_REFUSED': 'No se pudo usar un enlace',
  'text.LINK_REFUSED': 'No contiene ningún servidor que este Patchbay entienda. No se cambió nada.',
  'title.LINK_TOO_LONG': 'No se pudo usar un enlace',
  'text.LINK_TOO_LONG':
    'Es más largo de lo que este equipo puede entregar. No se cambió nada. Copia lo que ofrece y pégalo en “Añadir un servidor”.',
  'title.LINK_UNREADABLE': 'No se pudo usar un enlace',
  'text.LINK_UNREADABLE':
    'Se rompió por el camino o intenta parecer otro: contiene caracteres que ningún enlace tiene. No se cambió nada.',
  'title.CERTIFICATES_UNUSABLE': 'No se pueden usar los certificados adicionales',
  'text.CERTIFICATES_UNUSABLE':
    '{{file}} no está o no contiene ningún certificado en formato PEM. Elige otro archivo en Ajustes, en Red.',
  'title.SYSTEM_CERTIFICATES_UNREAD': 'No se pueden leer los certificados de este equipo',
  'text.SYSTEM_CERTIFICATES_UNREAD':
    'Se rechazan los servidores en los que solo confía este equipo, por ejemplo con un certificado de una empresa. Elige un archivo con ese certificado en Ajustes, en Red.',
  'title.CHANGES_HELD_BACK': '{{title}} cambió lo que dice a las apps de IA',
  'text.CHANGES_HELD_BACK_one':
    'Un cambio está retenido: las apps conservan lo que aceptaste. La página del servidor lo muestra.',
  'text.CHANGES_HELD_BACK_other':
    '{{count}} cambios están retenidos: las apps conservan lo que aceptaste. La página del servidor los muestra.',
  'see.changes': 'Mostrar cambios',
  'title.APP_ENTRY_REMOVED': '{{title}} ya no está conectada',
  'text.APP_ENTRY_REMOVED': 'Otro programa quitó Patchbay de sus ajustes.',
  'title.APP_ENTRY_EDITED': 'Los ajustes de {{title}} cambiaron',
  'text.APP_ENTRY_EDITED': 'Otro programa cambió la forma en que inicia Patchbay.',
  'title.APP_ENTRY_LOST': '{{title}} ya no puede iniciar Patchbay',
  'text.APP_ENTRY_LOST':
    'Sus ajustes indican un lugar donde Patchbay estaba antes. Se puede corregir allí.',
  'title.APP_SERVERS_ADDED': '{{title}} vuelve a tener servidores propios',
  'text.APP_SERVERS_ADDED_one': 'Se añadió {{names}} junto a Patchbay. Se puede traer.',
  'text.APP_SERVERS_ADDED_other': 'Se añadieron {{names}} junto a Patchbay. Se pueden traer.',
  'see.apps': 'Mostrar apps conectadas',
  'title.APP_REPLACED': 'Patchbay se actualizó',
  'text.APP_REPLACED':
    'Todavía está en ejecución la versión anterior. Ciérrala en la bandeja o con Ctrl+Q y vuelve a iniciarla.',
  'title.UPDATE_AVAILABLE': 'Ya está Patchbay {{version}}',
  'text.UPDATE_AVAILABLE':
    'No se descargó nada. Ajustes dice qué hay de nuevo y dónde conseguirlo.',
  'see.update': 'Ver las novedades',
  'title.DOOR_PORT_TAKEN': 'Las apps de IA encuentran Patchbay en otro puerto',
  'text.DOOR_PORT_TAKEN':
    'Otro programa ocupa el puerto {{wanted}}, así que por ahora es {{port}}. Las apps configuradas con {{wanted}} no se conectan hasta que ese programa termine o sus ajustes indiquen el puerto nuevo.',
  'title.DOOR_NOT_OPENED': 'Las apps de IA no pueden acceder a tus servidores',
  'text.DOOR_NOT_OPENED':
    'Todo en esta ventana funciona. Desactiva y activa el acceso en Ajustes, en Tus apps de IA, para intentarlo otra vez. El problema: {{detail}}.',
  'title.ORPHANS_ENDED': 'Patchbay no se cerró bien la última vez',
  'text.ORPHANS_ENDED':
    'Se cerraron los programas de servidores que seguían en ejecución sin él: {{count}}.',
};

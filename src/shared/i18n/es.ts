import { failuresEs } from './failures-es.ts';
import type { TextsIn } from './phrase.ts';

/** The same words in Spanish; the words it uses are in docs/languages.md. */
export const es: TextsIn<'es'> = {
  'app.name': 'Patchbay',

  'nav.main': 'Navegación principal',
  'nav.servers': 'Servidores',
  'nav.tools': 'Herramientas',
  'nav.activity': 'Actividad',
  'nav.apps': 'Apps conectadas',
  'nav.settings': 'Ajustes',
  'nav.profile': 'perfil',
  'nav.collapse': 'Contraer la barra lateral',
  'nav.expand': 'Expandir la barra lateral',

  favorite: 'Favorito',
  'favorite.add': 'Añadir a favoritos',
  'favorite.remove': 'Quitar de favoritos',
  'list.label': 'Servidores',
  'list.search': 'Buscar servidores',
  'list.filter': 'Filtrar',
  'list.add': 'Añadir',
  'list.noMatch': 'Ningún servidor coincide.',
  'list.moved': '{{title}}: puesto {{place}} de {{count}}',
  'list.group.hand': 'Requieren tu atención · {{count}}',
  'list.group.favorites': 'Favoritos · {{count}}',
  'list.group.on': 'Listos · {{count}}',
  'list.group.onConnecting': 'Listos · {{ready}}, conectando · {{connecting}}',
  'list.group.connecting': 'Conectando · {{count}}',
  'list.group.off': 'Desactivados · {{count}}',

  'foot.none': 'Aún no hay servidores',
  'foot.noneReady': 'Nada conectado',
  'foot.ready': 'Listos: {{count}}',
  'foot.allWell': 'todo en orden',
  'foot.connecting': 'conectando: {{count}}',
  'foot.needSignIn_one': '{{count}} requiere iniciar sesión',
  'foot.needSignIn_other': '{{count}} requieren iniciar sesión',
  'foot.needYou_one': '{{count}} requiere tu atención',
  'foot.needYou_other': '{{count}} requieren tu atención',
  'foot.offline': 'sin conexión',
  'foot.paused': 'Todos los servidores en pausa',

  'join.dot': '{{a}} · {{b}}',
  'join.comma': '{{a}}, {{b}}',
  'join.colon': '{{a}}: {{b}}',

  'count.tools_one': '{{count}} herramienta',
  'count.tools_other': '{{count}} herramientas',
  'count.resources_one': '{{count}} recurso',
  'count.resources_other': '{{count}} recursos',
  'count.prompts_one': '{{count}} prompt',
  'count.prompts_other': '{{count}} prompts',

  'time.seconds': '{{count}} s',
  'time.minutes': '{{count}} min',
  'time.hours': '{{count}} h',

  'state.disabled': 'Desactivado',
  'state.idle': 'No conectado',
  'state.needs-setup': 'Requiere configuración',
  'state.connecting': 'Conectando',
  'state.needs-sign-in': 'Requiere iniciar sesión',
  'state.signing-in': 'Iniciando sesión',
  'state.ready': 'Listo',
  'state.waiting': 'Reintentando',
  'state.offline': 'Sin conexión',
  'state.cooling': 'En espera',
  'state.failed': 'Con errores',
  'state.stopping': 'Deteniendo',

  'sentence.idle.onDemand': 'Se inicia cuando se usa',
  'sentence.idle.manual': 'No conectado',
  'sentence.idle.paused': 'En pausa con todos los servidores',
  'sentence.connecting.starting': 'Conectando · iniciando',
  'sentence.connecting.handshake': 'Conectando · negociando la conexión',
  'sentence.connecting.installing': 'Aún se está instalando',
  'sentence.connecting.listing': 'Conectando · consultando lo que ofrece',
  'sentence.setup.consent': 'Necesita tu permiso para iniciarse',
  'sentence.setup.recipient': 'Su clave iría a otro lugar',
  'sentence.setup.variable': 'Falta un valor: {{title}}',
  'sentence.setup.unsendable': 'No se puede enviar {{title}}: contiene {{character}}',
  'sentence.setup.variables_one': 'Falta {{count}} valor',
  'sentence.setup.variables_other': 'Faltan {{count}} valores',

  'secret.key': 'su clave',
  'secret.client': 'su secreto de cliente',

  'sentence.signingIn': 'Esperando a que inicies sesión',
  'sentence.ready.nothing': 'Listo · no ofrece nada',
  'sentence.waiting': 'Reintento en {{time}} ({{attempt}} de {{of}}): {{reason}}',
  'sentence.waiting.soon': 'Reintentando ({{attempt}} de {{of}}): {{reason}}',
  'sentence.waiting.now': 'Reintentando ahora ({{attempt}} de {{of}}): {{reason}}',
  'sentence.offline': 'Sin conexión · se conecta cuando vuelva la red',
  'sentence.cooling': 'Nuevo intento en {{time}}: {{reason}}',
  'sentence.cooling.later': 'Nuevo intento más tarde: {{reason}}',
  'sentence.lastTryFailed': 'El último intento falló: {{reason}}',
  'sentence.stopping': 'Deteniendo',

  'action.connect': 'Conectar',
  'action.retryNow': 'Reintentar ahora',
  'action.fix': 'Corregir',
  'action.turnOn': 'Activar',
  'action.review': 'Revisar y permitir',
  'action.fillIn': 'Completar',
  'action.reconnect': 'Reconectar',
  'action.stop': 'Detener',
  'action.signIn': 'Iniciar sesión',

  'tray.server': '{{title}} · {{sentence}}',
  'tray.act': '{{action}} — {{title}} · {{sentence}}',
  'tray.more': '{{count}} más…',
  'tray.open': 'Abrir Patchbay',
  'tray.pause': 'Pausar todos',
  'tray.resume': 'Reanudar todos',
  'tray.profile': 'Perfil: {{title}}',
  'tray.quit': 'Salir',

  'notify.hand': '{{title}} no funciona',
  'notify.hand.many': '{{count}} servidores requieren tu atención',
  'notify.sign-in': '{{title}} requiere que inicies sesión',
  'notify.sign-in.many': '{{count}} servidores requieren que inicies sesión',
  'notify.back': '{{title}} vuelve a funcionar',
  'notify.back.many': '{{count}} servidores vuelven a funcionar',
  'notify.question': '{{title}} te pregunta algo',
  'notify.question.form': 'Espera tu respuesta.',
  'notify.question.page': 'Quiere abrir una página.',
  'notify.approval': '{{app}} quiere usar {{tool}}',
  'notify.approval.many': '{{count}} llamadas esperan tu permiso',
  'notify.approval.once': 'Permitir una vez',
  'notify.approval.always': 'Siempre para esta app y herramienta',
  'notify.approval.no': 'No',
  'notify.retrying': '{{reason}} · Patchbay sigue intentándolo',
  'notify.more': '{{titles}} y {{count}} más',
  'notify.stays': 'Patchbay sigue en ejecución',
  'notify.stays.text':
    'Tus servidores siguen conectados. Su icono en la bandeja vuelve a abrir la ventana; ahí también está Salir.',
  'notify.open': 'Abrir',
  'notify.retryAll': 'Reintentar todos',

  'page.ended': 'La ventana de Patchbay se cierra una y otra vez',
  'page.ended.detail':
    'Se volvió a cargar varias veces en un minuto y se cerró todas ellas. Tus servidores siguen en ejecución.',
  'page.hangs': 'La ventana de Patchbay no responde',
  'page.hangs.detail':
    'Puedes esperar o volver a cargarla. Tus servidores siguen en ejecución; se perdería lo que estabas escribiendo.',
  'page.reload': 'Volver a cargar',
  'page.wait': 'Esperar',
  'page.leave': 'Ahora no',

  'empty.title': 'Todos tus servidores MCP en un solo lugar',
  'empty.text': 'Añade el primero. Todo se queda en este equipo.',
  'empty.add': 'Añadir un servidor',
  'empty.import': 'Importar desde otras apps',
  'empty.sample': 'Probar el servidor de ejemplo',

  'callback.completed.title': 'Has iniciado sesión',
  'callback.completed.text':
    'Cierra esta pestaña y vuelve a Patchbay. Ya se está conectando al servidor.',
  'callback.failed.title': 'No se pudo iniciar sesión',
  'callback.failed.text':
    'Vuelve a Patchbay para ver el motivo e intentarlo de nuevo. Puedes cerrar esta pestaña.',
  'callback.unknown.title': 'Este inicio de sesión ya terminó',
  'callback.unknown.text':
    'Patchbay ya no lo espera. Vuelve a Patchbay y empieza de nuevo desde allí.',

  'note.reachedBySse': 'La dirección no admite Streamable HTTP; se accede a ella por HTTP con SSE.',
  'note.renewed': 'El servidor había olvidado la sesión; se renovó.',
  'note.toolLeftOut': 'La herramienta {{name}} queda fuera: {{reason}}.',
  'note.header.tooLarge': 'su esquema es demasiado grande',
  'note.header.twice': 'dos de sus argumentos piden el encabezado {{name}}',
  'note.header.misplaced': 'su esquema indica un encabezado en el lugar equivocado',
  'note.header.name': 'su esquema indica un encabezado que no es válido',
  'note.header.type': 'lo que va en el encabezado {{name}} no cabe en un encabezado',
  'note.pageDeclined':
    'El servidor pidió abrir una página con un secreto en la dirección; se rechazó.',
  'note.capabilitiesTooLong':
    'Lo que el servidor dice que sabe hacer es demasiado largo para guardarlo tal como se envió.',
  'note.changesDeclined': 'El servidor no anuncia los cambios de sus listas.',
  'note.changesLost':
    'Ya no se anuncian los cambios de las listas: la transmisión se corta una y otra vez.',
  'note.streamFlaps':
    'El servidor termina una y otra vez su flujo de eventos; a partir de ahora se reabre con poca frecuencia.',
  'note.streamLost': 'No se pudo reabrir el flujo de eventos; ya no se anuncian los cambios.',
  'note.unchecked':
    '{{what}} · los argumentos no se pudieron comprobar a tiempo: decide el servidor',
  'note.anApp': 'una app',
  'note.commandLine': 'línea de comandos',
  'note.programsLeft':
    'Un programa de este servidor no se cerró y puede seguir en ejecución. Patchbay lo intentará de nuevo al iniciarse.',
  'note.notMcp': '{{text}} (línea {{number}}, que no es MCP)',

  'unavailable.until':
    '{{title}} no está disponible por ahora ({{reason}}). El próximo intento es en {{time}}.',
  'unavailable.connecting': '{{title}} no está disponible por ahora: se está conectando.',
  'unavailable.offline': '{{title}} no está disponible por ahora: este equipo no tiene conexión.',
  'unavailable.failed':
    '{{title}} no está disponible ({{reason}}). Alguien tiene que revisarlo en Patchbay.',
  'unavailable.not-started':
    '{{title}} no está en ejecución. Solo se inicia cuando alguien lo conecta en Patchbay.',
  'unavailable.paused':
    '{{title}} no está en ejecución: todos los servidores están en pausa. Podrá usarse cuando alguien los reanude en Patchbay.',
  'unavailable.disabled': '{{title}} está desactivado en Patchbay.',
  'unavailable.needs-setup': '{{title}} no está disponible hasta que se configure en Patchbay.',
  'unavailable.needs-sign-in':
    '{{title}} no está disponible hasta que alguien inicie sesión en Patchbay.',

  ...failuresEs,
};

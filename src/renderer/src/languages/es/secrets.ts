import type { secretsTexts } from '../../features/secrets/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof secretsTexts, 'es'> = {
  title: '¿Dónde están mis secretos?',
  back: 'Ajustes',
  rule: 'Los secretos nunca se vuelven a mostrar, nunca se escriben en un registro y nunca salen de este equipo, salvo hacia el servidor al que pertenecen.',
  'place.gnome': 'el llavero de GNOME',
  'place.kwallet': 'la cartera de KDE',
  'place.keychain': 'el llavero de macOS',
  'place.windows': 'tu cuenta de Windows (DPAPI)',
  'place.keytar': 'el llavero de tu escritorio',
  'place.none': 'el llavero de este equipo',
  'means.gnome':
    'Se abre cuando inicias sesión en tu escritorio. Los programas que se ejecutan con tu usuario pueden consultarlo en tu nombre.',
  'means.kwallet':
    'Se abre con la contraseña de tu cartera. Los programas que se ejecutan con tu usuario también pueden consultarla.',
  'means.keychain':
    'macOS entrega la clave solo a Patchbay y te pregunta cuando otro programa la quiere.',
  'means.windows':
    'Solo tú, con tu sesión iniciada en este equipo, puedes abrirla. Los programas que se ejecutan con tu usuario, también.',
  'means.keytar':
    'Se abre cuando inicias sesión en tu escritorio. Los programas que se ejecutan con tu usuario pueden consultarlo en tu nombre.',
  'title.not-opened': 'Aún no ha hecho falta nada',
  'text.not-opened':
    'La primera clave que escribas se cifra y se guarda en este equipo. La clave que la abre estará en el llavero de tu sistema.',
  'title.ready': 'Cifrados en este equipo',
  'text.ready': 'Lo que los abre está en {{place}}, separado de ellos.',
  'title.memory-only': 'Solo se conservan hasta que Patchbay se cierre',
  'text.memory-only':
    'Este equipo no ofrece un lugar seguro para una clave, así que nada secreto se escribe en el disco. Instala o inicia un llavero, como GNOME Keyring o KDE Wallet, y vuelve a intentarlo: lo que escribiste se conserva entonces.',
  'title.locked': 'Bloqueados y a salvo',
  'text.locked':
    'Están cifrados en este equipo, pero {{place}} no se abrió. Desbloquéalo y vuelve a intentarlo. Si sigue bloqueado, reinicia Patchbay. Mientras tanto no se borra nada.',
  'title.backend-changed': 'Bloqueados con otro llavero',
  'text.backend-changed':
    'Se bloquearon con {{place}}, y este equipo ofrece ahora otro lugar. Inicia sesión en tu escritorio como antes y vuelve a intentarlo. Mientras tanto no se borra nada.',
  'title.key-missing': 'La clave que los abre ya no está',
  'text.key-missing':
    'Siguen aquí, cifrados, pero {{place}} ya no tiene su clave. Si puedes recuperar su contenido anterior, hazlo y vuelve a intentarlo. Si no, empieza de cero y vuelve a escribir tus claves.',
  'title.restored': 'Restaurados de una copia',
  'text.restored':
    'Su archivo estaba dañado, así que se usa la copia anterior. Puede faltar el último que escribiste. Lo que los abre está en {{place}}.',
  'title.lost': 'No se pudo leer su archivo',
  'text.lost':
    'Está dañado y se apartó; no se borró nada. Vuelve a escribir tus claves donde se pidan.',
  'try-again': 'Volver a intentarlo',
  'start-over': 'Empezar de cero',
  'detail.show': 'Mostrar el error original',
  list: 'Guardados',
  'list.empty': 'No hay nada secreto guardado.',
  'kind.variable': 'Valor “{{name}}”',
  'kind.env': 'Variable de entorno “{{name}}”',
  'kind.header': 'Encabezado “{{name}}”',
  'kind.api-key': 'Clave de acceso',
  'kind.client-secret': 'Secreto de cliente',
  'kind.sign-in-header': 'Encabezado de inicio de sesión “{{name}}”',
  'kind.sign-in': 'Inicio de sesión',
  'of.profile': 'perfil {{profile}}',
  'reading.readable': 'se puede leer',
  'reading.locked': 'no se puede leer ahora',
  'reading.missing': 'ya no está',
  remove: 'Quitar',
  'remove.title': '¿Quitar este secreto de {{server}}?',
  'remove.text': '{{server}} dejará de funcionar hasta que lo escribas de nuevo: {{what}}.',
  'remove.signIn': '{{server}} dejará de funcionar hasta que vuelvas a iniciar sesión.',
  'remove.keep': 'Conservarlo',
  strays: 'De ningún servidor que esté aquí',
  'strays.hint':
    'Quedaron de servidores que se quitaron o cambiaron fuera de Patchbay. Nada los usa; quitarlos no quita nada a los servidores que tienes.',
  'strays.of': 'Los usó por última vez {{server}}',
  'strays.ofNobody': 'De un servidor que nadie recuerda',
  'strays.count_one': '{{count}} secreto',
  'strays.count_other': '{{count}} secretos',
  'strays.inBackup': 'una copia de seguridad los menciona',
  'strays.remove': 'Quitar',
  'strays.title': '¿Quitar lo que ningún servidor usa?',
  'strays.text': 'Si su servidor vuelve, los pedirá de nuevo.',
  'strays.backedUp':
    'Una copia de seguridad aún los menciona. Si se restaura, su servidor los pedirá de nuevo.',
  'all.remove': 'Quitar todo',
  'all.title': '¿Quitar todos los secretos?',
  'all.text':
    'Se borran todas las claves y valores y se cierran todas tus sesiones. Los servidores que los necesitan dejan de funcionar y dicen qué les falta. Las copias de los archivos de Patchbay que hiciste tú quedan como están.',
  'all.next': 'Continuar',
  'all.sure': '¿De verdad quieres quitarlo todo?',
  'all.sureText': 'Esto no se puede deshacer. Secretos que se quitan: {{count}}.',
  'all.keep': 'Conservarlos',
  'over.title': '¿Empezar de cero con una clave nueva?',
  'over.text':
    'Los servidores volverán a pedir sus claves e inicios de sesión. Lo que hay ahora sigue cifrado en este equipo, por si vuelve su clave.',
  'over.keep': 'Ahora no',
};

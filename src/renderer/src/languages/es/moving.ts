import type { movingTexts } from '../../features/moving/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof movingTexts, 'es'> = {
  title: 'Traslado y copias de seguridad',
  'move.text':
    'Lleva todo a otro equipo en un archivo: servidores, perfiles y, si quieres, secretos.',
  'export.open': 'Exportar…',
  'import.open': 'Importar…',
  backups: 'Copias de seguridad',
  'backups.text':
    'Se hacen solas antes de quitar, importar o restaurar algo, y una vez al día. Se conservan las diez últimas.',
  'backups.none': 'Aún no hay ninguna. La primera se hace antes de que quites algo.',
  'backups.more_one': 'Mostrar {{count}} más',
  'backups.more_other': 'Mostrar {{count}} más',
  restore: 'Restaurar…',
  'restore.of': 'Restaurar la copia de {{when}}',
  servers_one: '{{count}} servidor',
  servers_other: '{{count}} servidores',
  profiles_one: '{{count}} perfil',
  profiles_other: '{{count}} perfiles',
  'reason.daily': 'Diaria',
  'reason.import': 'Antes de importar',
  'reason.removal': 'Antes de quitar algo',
  'reason.access': 'Antes de cambiar el acceso',
  'reason.profile-removal': 'Antes de quitar un perfil',
  'reason.restore': 'Antes de restaurar',
  'export.title': 'Exportar todo',
  'export.text': 'Un archivo con todos tus servidores y perfiles.',
  'export.secrets': 'Con secretos',
  'export.secrets.hint':
    'Claves y valores, cifrados con una frase de contraseña. Sin ellos, se te pide cada uno en el otro equipo.',
  'export.signIns':
    'Los inicios de sesión se quedan aquí: uno usado en dos equipos terminaría por cerrarse.',
  passphrase: 'Frase de contraseña',
  'passphrase.hint':
    'Al menos 8 caracteres; lo mejor son varias palabras. No se guarda en ningún lugar: sin ella nadie puede leer los secretos, ni siquiera tú.',
  'passphrase.again': 'La misma otra vez',
  'passphrase.short': 'Un poco más larga: al menos 8 caracteres.',
  'passphrase.differs': 'Las dos no coinciden.',
  'export.locked':
    'Tus secretos no se pueden leer ahora. Desbloquea el llavero de este equipo y vuelve a intentarlo, o exporta sin ellos.',
  'export.go': 'Guardar el archivo…',
  cancel: 'Cancelar',
  done: 'Listo',
  'export.done': 'Guardado: {{servers}}, {{profiles}}.',
  'export.sealed_one': 'Contiene {{count}} secreto, cifrado.',
  'export.sealed_other': 'Contiene {{count}} secretos, cifrados.',
  'export.sealed.none': 'No contiene secretos.',
  'export.missing_one': '{{count}} secreto no se pudo incluir: la bóveda no lo tiene.',
  'export.missing_other': '{{count}} secretos no se pudieron incluir: la bóveda no los tiene.',
  'restore.title': '¿Volver a {{when}}?',
  'restore.back': 'Vuelve',
  'restore.gone': 'Desaparece',
  'restore.changed': 'Como era entonces',
  'restore.same': 'Todo está como entonces. No hay nada que restaurar.',
  'restore.safe':
    'Lo que hay ahora se guarda antes como copia de seguridad, así que se puede deshacer. Los secretos que se quitaron no vuelven; sus servidores los piden.',
  'restore.profile': 'perfil {{title}}',
  'restore.keep': 'Dejar todo como está',
  'restore.go': 'Restaurar',
  'restore.gone.backup': 'Esta copia de seguridad ya no se conserva.',
  'restore.unreadable': 'Esta copia de seguridad no se puede leer. No se cambió nada.',
};

import type { ImportProblemSentences } from '../../../../shared/i18n/import-problems.ts';

export const words: ImportProblemSentences = {
  FILE_GONE: 'Ese archivo ya no existe.',
  FILE_TOO_LARGE: 'Se esperaba un archivo de 10 MB como máximo.',
  FILE_NOT_REGULAR: 'Se esperaba un archivo; con ese nombre hay otra cosa.',
  FILE_ACCESS_DENIED: 'Esta cuenta no puede leer el archivo.',
  FILE_LINK_BROKEN: 'El enlace no lleva a ninguna parte.',
  FILE_CHANGING:
    'El archivo cambiaba sin parar mientras se leía. Vuelve a intentarlo en un momento.',
  FILE_NOT_TEXT: 'Se esperaba texto en UTF-8.',
  FILE_CREDENTIALS: 'Los archivos con credenciales de otra app nunca se leen.',
  FILE_IO_ERROR: 'No se pudo leer el archivo.',
  SERVERS_NOT_BLOCK: 'Aquí se esperaba un bloque de servidores.',
  BUNDLE_UNREADABLE: 'No se pudo abrir el bundle: está dañado o no es un bundle.',
  BUNDLE_UNSAFE: 'El bundle se rechaza: escribiría donde no debe.',
  BUNDLE_TOO_LARGE: 'El bundle es más grande de lo que necesita cualquier servidor.',
  BUNDLE_CHANGED: 'El bundle cambió después de revisarlo. Vuelve a revisarlo.',
  BUNDLE_NOT_UNPACKED: 'No se pudo descomprimir el bundle. Comprueba si el disco está lleno.',
  BUNDLE_MANIFEST: 'El bundle no indica correctamente lo que inicia.',
  BUNDLE_OTHER_SYSTEM: 'Este bundle está hecho para otros sistemas.',
  EXPORT_DAMAGED: 'Este archivo de Patchbay está dañado, incompleto o se modificó a mano.',
  EXPORT_TOO_NEW:
    'Este archivo lo escribió una versión más reciente de Patchbay. Actualiza esta y vuelve a intentarlo.',
};

import type { words as zhCn } from '../zh-cn/problems.ts';

/** Problems by code; in English main's own sentence is shown. */
export const words: Readonly<Record<keyof typeof zhCn, string>> = {
  FIELD_MISSING: 'Este campo es obligatorio.',
  FIELD_INVALID: 'Escribe un valor adecuado.',
  FIELD_TOO_LONG: 'Es demasiado largo.',
  FIELD_OUT_OF_RANGE: 'El número está fuera de los límites permitidos.',
  NAME_UNUSABLE: 'El nombre contiene espacios o caracteres no permitidos.',
  SECRET_MISSING: 'Escribe un valor.',
  HEADER_CHARACTER:
    'Contiene caracteres que no caben en un encabezado, por ejemplo emojis, comillas tipográficas o saltos de línea.',
  CHARACTER_INVALID: 'No puede contener saltos de línea ni caracteres de control.',
  DUPLICATE: 'El nombre está repetido.',
  CLIENT_ID_MISSING: 'Falta el ID de cliente de este secreto.',
  ENDPOINT_MISSING: 'Completa las dos direcciones, o ninguna.',
  SECRET_IN_ARGUMENTS:
    'Otros programas de este equipo pueden leer la línea de comandos y, con ella, este secreto. Si el programa puede tomarlo de una variable de entorno, ponlo ahí.',
  PLACEHOLDER_UNDECLARED: 'El valor que se usa aquí no está declarado en “Valores para completar”.',
  EMPTY: 'No se pegó nada.',
  TOO_LARGE: 'El texto es demasiado largo.',
  TOO_DEEP: 'Hay demasiados niveles anidados.',
  TOO_MANY: 'Es demasiado para leerlo de una vez.',
  NOT_UNDERSTOOD:
    'No se entiende: no es un comando, una dirección, una configuración ni un enlace de instalación.',
  NO_SERVER: 'La configuración se puede leer, pero no contiene ningún servidor.',
  TEXT_IGNORED: 'Se omitió el texto que rodea el fragmento.',
  SYNTAX: 'La configuración tiene un error de sintaxis.',
  SYNTAX_REPAIRED: 'Se corrigió un pequeño error de la configuración.',
  SMART_QUOTES: 'Las comillas tipográficas o guiones largos se leyeron como normales.',
  DUPLICATE_KEY: 'Una clave aparece dos veces; cuenta la última.',
  DUPLICATE_SERVER: 'Dos servidores tienen el mismo nombre.',
  UNSAFE_KEY: 'Se omitió una clave insegura.',
  KEY_SPELLING: 'Se reconoció una clave mal escrita.',
  SERVER_NOT_OBJECT: 'Los ajustes de un servidor no son un bloque de campos.',
  MISSING_TRANSPORT: 'No hay ni comando ni dirección.',
  COMMAND_AND_URL: 'Hay un comando y también una dirección.',
  COMMAND_SPLIT: 'Se separaron el comando y sus argumentos.',
  TYPE_UNKNOWN: 'El tipo de conexión es desconocido.',
  TYPE_MISMATCH: 'El tipo de conexión no corresponde a la dirección o al comando.',
  ARGS_NOT_LIST: 'Los argumentos deben ser una lista de textos.',
  VALUE_NOT_TEXT: 'Aquí debe ir un texto.',
  VALUE_COERCED: 'Un número o un verdadero/falso se leyó como texto.',
  VALUES_NOT_MAP: 'Las variables o encabezados deben ser nombres con textos.',
  NAME_INVALID: 'El nombre no se puede usar y se omitió.',
  HEADER_VALUE_INVALID: 'El valor de un encabezado contiene un salto de línea y se omitió.',
  URL_INVALID: 'No es una dirección completa.',
  SCHEME_ADDED: 'A la dirección le faltaba http:// o https://; se completó.',
  SCHEME_UNSUPPORTED: 'Patchbay no puede conectarse a direcciones de este tipo.',
  NOT_ENCRYPTED: 'Esta conexión no está cifrada; otras personas de la red pueden leerla.',
  USERINFO_MOVED: 'El usuario y la contraseña de la dirección se pasaron a un encabezado.',
  SECRET_IN_URL:
    'La dirección contiene un secreto; escribe {{NAME}} en su lugar para guardarlo de forma segura.',
  SECRET_IN_ARGUMENT:
    'El argumento parece un secreto y otros programas del equipo pueden verlo; es más seguro usar una variable de entorno.',
  SECRET_DROPPED: 'Se omitió un secreto en un campo desconocido.',
  PLACEHOLDER: 'Esto parece un ejemplo; sustitúyelo por el valor real.',
  UNKNOWN_FIELD: 'Patchbay no conoce este campo; lo guarda, pero no lo usa.',
  TIMEOUT_UNIT: 'El límite de tiempo se leyó en segundos.',
  TIMEOUT_RANGE: 'El límite de tiempo estaba fuera de lo permitido; se ajustó.',
  DOCKER_INPUT:
    'docker run necesita -i después de run para mantener abierta la entrada; se añadió.',
  DOCKER_DETACHED:
    'Con -d, el programa se ejecuta en segundo plano y no se puede hablar con él. Quita -d y escribe -i, o usa la dirección que ofrece.',
  ELSEWHERE: 'La otra app toma este valor de un archivo, un comando o un llavero; escríbelo aquí.',
  NOT_STDIO:
    'Este programa ofrece una dirección en lugar de hablar por su salida; inícialo tú y añade la dirección.',
  BUNDLE_MANIFEST:
    'Este es el manifiesto de un bundle; arrastra el propio bundle (.mcpb o .dxt) a la ventana.',
  WEB_PAGE:
    'Esta es la página web de un proyecto, no la dirección de un servidor; busca allí el comando, la dirección o la configuración y pégalos.',
  INSTALLER:
    'Este comando instala o escribe en los ajustes de otra app y no indica ningún servidor; pega el comando o la dirección del servidor, o impórtalo después desde esa app.',
  NOT_A_SERVER: 'Este comando no inicia ningún servidor; se omitió.',
  EXTENSION_SERVER:
    'Este servidor lo inicia una extensión de esa app y no tiene un comando propio; consulta la documentación del servidor.',
  LAUNCHER_ADDED: 'Esto es el nombre de un paquete; se añadió el comando que lo inicia.',
  BRIDGE_NOT_NEEDED:
    'El puente no hace falta: Patchbay puede conectarse a la dirección directamente.',
  SEVERAL_WAYS: 'El mismo servidor aparece de varias formas.',
  SHELL_SYNTAX: 'Las tuberías, redirecciones o sustituciones necesitan un shell.',
  QUOTE_OPEN: 'Hay comillas sin cerrar.',
  COMMAND_INCOMPLETE: 'El comando está incompleto: falta el servidor.',
  LINE_IGNORED: 'Se omitió un comando que prepara, pero no inicia ningún servidor.',
  LINK_UNREADABLE: 'El enlace de instalación no contiene una configuración legible.',
};

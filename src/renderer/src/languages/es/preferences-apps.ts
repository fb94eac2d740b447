import type { appsSectionTexts } from '../../features/preferences/apps-section-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof appsSectionTexts, 'es'> = {
  title: 'Tus apps de IA',
  isOn: 'Permitir que las apps de IA de este equipo usen mis servidores',
  'isOn.hint': 'Si está desactivado, ninguna app accede y terminan las llamadas en curso.',
  socket: 'A través del puente',
  'socket.hint':
    'La forma habitual: la app inicia un pequeño programa de Patchbay. Solo tú puedes usarlo y no necesita token.',
  http: 'A través de una dirección',
  'http.hint': 'Para apps que solo admiten una dirección. Cada una necesita su propio token.',
  terminal: 'La terminal',
  'terminal.hint': 'Órdenes de patchbay-bridge, tuyas o de un programa que ejecutas.',
  patience: 'Minutos que una llamada espera tu permiso',
  'patience.hint': 'Después se rechaza.',
  elsewhere: 'Otro Patchbay está en ejecución con los mismos datos. Las apps de IA acceden a ese.',
  'failed.socket':
    'El puente no se puede conectar: {{detail}}. Desactívalo y actívalo para intentarlo de nuevo.',
  'failed.http':
    'No se pudo abrir la dirección: {{detail}}. Desactívala y actívala para intentarlo de nuevo.',
  address: 'Dirección',
  moved: 'Otro programa ocupa el puerto {{wanted}}, así que por ahora es {{port}}.',
  'moved.keep': 'Conservar {{port}}',
  port: 'Puerto',
  'port.hint': 'Se mantiene, porque los ajustes de tus apps lo indican.',
  'port.wrong': 'Un número de 1024 a 65535',
  tokens: 'Tokens',
  'tokens.none': 'Ninguna app tiene uno todavía.',
  new: 'Token nuevo',
  'new.title': 'Un token para una app',
  label: '¿Para qué app es?',
  'label.hint': 'Sus llamadas aparecen con este nombre.',
  make: 'Crear el token',
  'made.title': 'El token de {{label}}',
  'made.text':
    'Ponlo ahora en los ajustes de la app. Solo se muestra esta vez y no se guarda en ningún lugar; si se pierde, crea otro.',
  done: 'Listo',
  copyToken: 'Copiar el token',
  copyAddress: 'Copiar la dirección',
  used: 'Último uso: {{when}}',
  unused: 'Aún sin usar',
  revoke: 'Revocar',
  revokeNamed: 'Revocar el token de {{label}}',
  'revoke.title': '¿Revocar el token de {{label}}?',
  'revoke.text': 'La app se desconecta enseguida, en medio de lo que hace. Las demás siguen.',
  keep: 'Conservarlo',
};

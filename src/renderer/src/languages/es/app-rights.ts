import type { rightsTexts } from '../../parts/app-rights/rights-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof rightsTexts, 'es'> = {
  open: 'Lo que ve…',
  openNamed: 'Lo que ve… ({{title}})',
  title: 'Lo que ve {{title}}',
  lets: 'Permitirle usar mis servidores',
  'lets.hint': 'Si está desactivado, no recibe nada y sus llamadas se rechazan.',
  profile: 'Con qué perfil',
  'profile.hint': 'Se le atiende con este perfil, sea cual sea el que muestra la ventana.',
  'profile.inUse': 'El que está en uso',
  'profile.removed': 'Un perfil eliminado',
  'profile.gone': 'Este perfil ya no existe, así que no recibe nada.',
  which: 'Qué servidores',
  all: 'Todos los servidores',
  'all.hint': 'También los que añadas después.',
  some: 'Solo estos',
  'some.hint': 'Un servidor que añadas después no está entre ellos.',
  none: 'No ve ningún servidor hasta que elijas uno.',
  'tools.all': 'Todas las herramientas',
  'tools.some_one': '{{count}} herramienta',
  'tools.some_other': '{{count}} herramientas',
  'tools.of': 'Herramientas de {{title}}',
  'tools.only': 'Solo las herramientas que elijo',
  'tools.only.hint': 'Una herramienta que reciba después no está entre ellas.',
  'tools.none': 'No ve ninguna herramienta de este servidor hasta que elijas una.',
  'tools.unknown': 'Aún no se conocen sus herramientas. Conecta el servidor una vez.',
  'tool.gone': 'Ahora no está',
  change: 'Cambiar…',
  changed: 'Cambiada…',
  'change.of': 'Cambiar {{tool}} para esta aplicación',
  name: 'Nombre para esta aplicación',
  'name.hint': 'Vacío: su nombre habitual. No se usa un nombre que tenga otra herramienta.',
  'name.wrong':
    'Hasta 49 letras, cifras, «_» y «-», y no el nombre de una herramienta de búsqueda.',
  fixed: 'Fijar {{argument}}',
  'fixed.free': 'Lo decide la aplicación',
  'fixed.hint':
    'Lo que fijas aquí se envía con cada llamada; la aplicación no lo ve ni puede enviar el suyo. Se guarda como texto legible: las claves van con el servidor.',
  'fixed.wrong': 'No es un valor JSON, así que lo sigue decidiendo la aplicación.',
  'fixed.gone': 'La herramienta ya no lo acepta, así que la aplicación no ve la herramienta.',
  readOnly: 'Solo herramientas que dicen que solo leen',
  'readOnly.hint': 'No recibe las demás ni puede llamarlas.',
  search: 'Que busque herramientas en lugar de recibirlas todas',
  'search.hint':
    'Recibe cuatro herramientas que buscan y llaman a las demás, lo que deja más espacio para trabajar.',
  leaves: 'Dejar que pregunte esta aplicación',
  'leaves.hint':
    'Para una aplicación que te pregunta antes de usar una herramienta. Patchbay ya no pregunta; lo que pusiste en «Nunca» se sigue rechazando.',
  'unproven.locked':
    'Lo que elegiste no se puede consultar mientras falte la clave de tus secretos. Hasta entonces no recibe nada.',
  'unproven.not-sealed':
    'El registro de lo que elegiste está dañado o no lo hizo Patchbay. No recibe nada hasta que guardes aquí.',
  'unproven.not-the-last':
    'El registro de lo que elegiste no está o no es el último. No recibe nada hasta que guardes aquí.',
  revoke: 'Revocar',
  save: 'Guardar',
  cancel: 'Cancelar',
};

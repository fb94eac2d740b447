import type { serversTexts } from '../../features/servers/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof serversTexts, 'es'> = {
  found: 'Se encontraron {{servers}} en {{apps}}.',
  'found.servers_one': '{{count}} servidor',
  'found.servers_other': '{{count}} servidores',
  'found.apps_one': '{{count}} app',
  'found.apps_other': '{{count}} apps',
  'found.import': 'Verlos',
  'filter.state': 'Mostrar solo',
  'filter.scope': 'Quién puede usarlo',
  order: 'Orden',
  'order.byName': 'Por nombre',
  'order.byHand': 'A mano',
  'filter.clear': 'Mostrar todos',
  'scope.all': 'Cualquiera',
  'scope.shared': 'Compartidos',
  'scope.private': 'Privados',
};

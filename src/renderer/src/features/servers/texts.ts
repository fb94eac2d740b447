import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the server list. */
export const serversTexts = defineTexts('servers', {
  en: {
    found: 'Found {{servers}} in {{apps}}.',
    'found.servers_one': '{{count}} server',
    'found.servers_other': '{{count}} servers',
    'found.apps_one': '{{count}} app',
    'found.apps_other': '{{count}} apps',
    'found.import': 'Look at them',
    'filter.state': 'Show only',
    'filter.scope': 'Who may use it',
    order: 'Order',
    'order.byName': 'By name',
    'order.byHand': 'By hand',
    'filter.clear': 'Show all',
    'scope.all': 'Anyone',
    'scope.shared': 'Shared',
    'scope.private': 'Private',
  },
});

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
    'filter.clear': 'Show all',
    'scope.all': 'Anyone',
    'scope.shared': 'Shared',
    'scope.private': 'Private',
  },
  'zh-CN': {
    found: '在{{apps}}中找到{{servers}}。',
    'found.servers_other': ' {{count}} 个服务器',
    'found.apps_other': ' {{count}} 个应用',
    'found.import': '查看',
    'filter.state': '只显示',
    'filter.scope': '谁可以使用',
    'filter.clear': '显示全部',
    'scope.all': '不限',
    'scope.shared': '共享',
    'scope.private': '私有',
  },
});

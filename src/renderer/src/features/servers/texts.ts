import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the server list. */
export const serversTexts = defineTexts('servers', {
  en: {
    'filter.state': 'Show only',
    'filter.scope': 'Who may use it',
    'filter.clear': 'Show all',
    'scope.all': 'Anyone',
    'scope.shared': 'Shared',
    'scope.private': 'Private',
  },
  'zh-CN': {
    'filter.state': '只显示',
    'filter.scope': '谁可以使用',
    'filter.clear': '显示全部',
    'scope.all': '不限',
    'scope.shared': '共享',
    'scope.private': '私有',
  },
});

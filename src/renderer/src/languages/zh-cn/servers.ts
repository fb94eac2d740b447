import type { serversTexts } from '../../features/servers/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof serversTexts, 'zh-CN'> = {
  found: '在{{apps}}中找到{{servers}}。',
  'found.servers_other': ' {{count}} 个服务器',
  'found.apps_other': ' {{count}} 个应用',
  'found.import': '查看',
  'filter.state': '只显示',
  'filter.scope': '谁可以使用',
  order: '排序',
  'order.byName': '按名称',
  'order.byHand': '手动',
  'filter.clear': '显示全部',
  'scope.all': '不限',
  'scope.shared': '共享',
  'scope.private': '私有',
};

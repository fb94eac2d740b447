import type { serversTexts } from '../../features/servers/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof serversTexts, 'ja'> = {
  found: '{{apps}}に{{servers}}が見つかりました。',
  'found.servers_other': 'サーバー {{count}} 個',
  'found.apps_other': '{{count}} 個のアプリ',
  'found.import': '確認する',
  'filter.state': '表示の絞り込み',
  'filter.scope': '使用できるプロファイル',
  order: '並び順',
  'order.byName': '名前順',
  'order.byHand': '手動',
  'filter.clear': 'すべて表示',
  'scope.all': 'すべて',
  'scope.shared': '共有',
  'scope.private': '専用',
};

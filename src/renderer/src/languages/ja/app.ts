import type { appTexts } from '../../app/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof appTexts, 'ja'> = {
  profiles: 'プロファイル',
  badge_other: '{{count}} 個のサーバーに対応が必要です',
  divider: 'リストの幅',
  noneSelected: 'サーバーを選ぶと、できることが表示されます。',
  lost: 'Patchbay 本体に再接続しています…',
  'tab.overview': '概要',
  'tab.tools': 'ツール',
  'tab.resources': 'リソース',
  'tab.prompts': 'プロンプト',
  'tab.logs': 'ログ',
  'tab.access': 'アクセス',
  'tab.settings': '設定',
  'tab.unsaved': '未保存',
  manageProfiles: 'プロファイルを管理…',
  actionFailed: '操作できませんでした',
};

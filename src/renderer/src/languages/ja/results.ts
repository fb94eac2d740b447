import type { resultTexts } from '../../parts/runs/result-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof resultTexts, 'ja'> = {
  'tree.label': 'ツリー形式の応答',
  'tree.search': '応答内を検索',
  'tree.copyPath': 'パスをコピー',
  'tree.none': '一致するものはありません。',
  'tree.cut': 'ツリーに表示できる行数を超えています。「JSON」ですべて確認できます。',
  'tree.object_other': '{{count}} フィールド',
  'tree.list_other': '{{count}} 項目のリスト',
  'picture.open': '画像を実寸で表示',
  'picture.title': '画像',
  'picture.copy': '画像をコピー',
  'picture.copied': 'コピーしました',
  'picture.failed': '画像をコピーできませんでした。',
  sound: 'サーバーからの音声',
  save: '保存…',
};

import type { uiTexts } from '../../ui/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof uiTexts, 'ja'> = {
  failed: '操作できませんでした',
  'error.show': 'エラーの全文を表示',
  'error.hide': 'エラーの全文を隠す',
  'report.copy': 'レポートをコピー',
  copied: 'コピーしました',
  close: '閉じる',
  'secret.show': '入力内容の表示を切り替え',
  'fields.left_other': '他に {{count}} 個の項目があります。',
  'fields.more': 'さらに表示',
};

import type { settingsTabTexts } from '../../features/server-settings/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof settingsTabTexts, 'ja'> = {
  save: '保存',
  saved: '保存しました。',
  discard: '変更を破棄',
  allow: '許可して保存',
  back: '編集に戻る',
  changed: '起動する内容が変わりました。もう一度確認してください。',
  'recipient.allow': 'そこへ送って保存',
  'recipient.forget': 'キーなしで保存',
  handle: 'AI アプリでの短縮名',
  'handle.hint':
    '提供内容の前に付きます (例: {{example}})。以前の名前でアプリに許可したものは、再度許可が必要です。',
  'handle.save': '名前を変更',
  'handle.invalid': '英小文字、数字、ハイフンを 20 文字以内。先頭は英小文字か数字にしてください。',
  'handle.taken': 'この短縮名は別のサーバーが使用しています。',
  'handle.failed': '保存できませんでした。もう一度お試しください。',
  values: '入力した値',
  'value.set': '設定',
  'value.replace': '置き換える',
  'value.unsendable': '送信できない {{character}} が含まれています。除いて入力してください。',
  'value.clear': '消去',
  'value.isSet': '入力済み',
  'value.isNotSet': '未入力',
  'value.optional': '空でも可',
  'value.default': '未入力時: {{value}}',
};

import type { callTexts } from '../../features/access/call-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof callTexts, 'ja'> = {
  title: 'AI アプリに許可する操作',
  text: 'アプリがツールを使う前に Patchbay が確認します。ここでの設定はすべてのアプリに適用されます。',
  believe: 'このサーバーによるツールの説明を信頼する',
  'believe.hint': '読み取り専用と示されたツールは、確認なしで使われます。',
  ours: 'Patchbay 自身の読み取り専用ツールは、確認なしで使われます。',
  incomplete: '以前の設定を検証できなかったため、再び確認します。選択内容を見直してください。',
  all: 'すべてのツール',
  'choice.always': '常に許可',
  'choice.ask': '確認する',
  'choice.never': '許可しない',
  'choice.of': 'アプリに {{tool}} の使用を許可しますか?',
  none: 'ツールはまだありません。',
  more: 'さらに表示 ({{count}})',
  find: 'ツールを検索',
  apps: '確認なしで許可',
  'apps.none': '「常に許可」としたアプリはありません。',
  'apps.tools': '{{app}}: {{tools}}',
  command: 'ターミナル',
  token: 'トークンを使うアプリ',
  forget: '再び確認する',
  'forget.named': '{{app}} を再び確認する',
  'claim.reads': '読み取り専用と示されています',
  'claim.changes': '変更を行う可能性があります',
  'claim.destroys': '変更や削除を行う可能性があります',
};

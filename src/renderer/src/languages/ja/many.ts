import type { manyTexts } from '../../parts/servers/many-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof manyTexts, 'ja'> = {
  title_other: '{{count}} 個のサーバーを選択中',
  hint: 'Shift で範囲を選択、{{key}} で 1 つずつ追加または解除できます。',
  list: '選択中のサーバー',
  turnOn: 'オンにする',
  turnOff: 'オフにする',
  allow: '許可…',
  access: '使用できるプロファイル…',
  remove: '削除…',
  clear: '1 つだけ選択',
  'remove.title_other': '{{count}} 個のサーバーを削除しますか?',
  'remove.text':
    '設定、シークレット、サインイン、ログも削除し、動作中のものは停止します。10 分以内なら、一度の操作ですべて元に戻せます。',
  'remove.keep': '残す',
  'remove.go': '削除',
  'access.title': 'これらのサーバーを使用できるプロファイル',
  'access.everybody': 'すべてのプロファイル',
  'access.only': '{{title}} のみ',
  'access.leaving': '使用中のプロファイルが含まれないため、この一覧から消えます。',
  'access.signOut': '使えなくなるプロファイルをサインアウトする',
  'access.signOut.hint': 'オフの場合、サインインを保持し、サーバーが戻ったときに再び使用します。',
  'access.cancel': 'キャンセル',
  'access.go': '保存',
  'allow.title': '起動する内容を許可',
  'allow.text':
    'コマンドまたはアドレスに心当たりのあるものを選んでください。すぐに接続を試します。',
  'allow.none': '許可を待っているものはありません。',
  'allow.all': 'すべて',
  'allow.list': '起動または接続する内容',
  'allow.go_other': '{{count}} 個のサーバーを許可',
  'allow.close': '閉じる',
};

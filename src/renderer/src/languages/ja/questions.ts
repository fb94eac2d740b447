import type { questionTexts } from '../../features/questions/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof questionTexts, 'ja'> = {
  title: '「{{server}}」からの質問',
  'title.url': '「{{server}}」がページを開こうとしています',
  more_other: '他に {{count}} 件の質問が待っています',
  words: '文言と入力欄はサーバーによるものです。入力内容はサーバーに送られます。',
  'words.url': 'ページに入力した内容は Patchbay を通らず {{host}} に送られます。',
  send: '送信',
  open: '{{host}} を開く',
  'visit.first': 'その後、要求した処理が続きます。',
  'visit.title': '「{{server}}」がページの確認を待っています',
  'visit.open':
    '{{host}} をブラウザーで開きました。完了すると自動で続行します。続行しない場合は、完了したことを知らせてください。',
  'visit.again': 'もう一度開く',
  'visit.done': '完了した',
  'visit.stop': '中止',
  decline: '拒否',
  'leave.text': 'サーバーは回答なしで処理を続け、入力内容は失われます。',
  'leave.stay': '回答を続ける',
  'leave.go': '回答しない',
  'problem.required': '入力してください。',
  'problem.other': 'サーバーが求めた内容ではありません。',
  choices_other: '{{count}} 個の選択肢: 入力して検索',
  waits: '「{{server}}」からの質問があります。',
  'waits.hint': '入力が終わるまで待ちます。',
  answer: '回答',
  gone: 'サーバーはもうこの回答を待っていません。',
  notOpened: 'このページは開けません。開けるのは安全なアドレス (https) だけです。',
};

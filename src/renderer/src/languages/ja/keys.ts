import type { keysTexts } from '../../app/keys-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof keysTexts, 'ja'> = {
  title: 'キーボードショートカット',
  palette: '名前で何でも検索',
  add: 'サーバーを追加',
  addNow: 'フォームの内容を追加',
  search: 'ページ内を検索',
  run: 'ツールを実行',
  nextProfile: '次のプロファイルに切り替え',
  favorite: 'お気に入りに追加、または外す',
  moveUp: 'サーバーをリスト内で上へ移動',
  moveDown: 'サーバーをリスト内で下へ移動',
  settings: '設定',
  undo: '削除、読み込み、アクセス変更を元に戻す',
  redo: '元に戻した操作をやり直す',
  move: 'リスト内を移動',
  open: '詳細へ移動',
  close: '最前面のものを閉じる',
  keys: 'この一覧を表示',
  several: '複数のサーバーを選択',
  fixed: '変更できないキー',
  searchQuickly: 'ページ内を検索（入力欄の外で）',
  change: '変更',
  'change.of': 'キーを変更: {{what}}',
  press: 'キーを押してください…',
  usual: '既定のキー',
  'usual.of': '既定のキーに戻す: {{what}}',
  'usual.all': 'すべて既定のキーに戻す',
  'refused.taken': '{{keys}} はすでに使われています: {{what}}',
  'refused.notFree':
    '{{keys}} はシステムまたは文字入力で使われます。Ctrl または ⌘ と別のキー、F1〜F9、または記号 1 つを選べます。',
};

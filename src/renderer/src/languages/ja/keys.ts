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
  settings: '設定',
  undo: '削除、読み込み、アクセス変更を元に戻す',
  redo: '元に戻した操作をやり直す',
  move: 'リスト内を移動',
  open: '詳細へ移動',
  pages: 'ページを切り替え',
  close: '最前面のものを閉じる',
  keys: 'この一覧を表示',
};

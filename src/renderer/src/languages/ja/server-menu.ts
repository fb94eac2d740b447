import type { serverMenuTexts } from '../../parts/servers/server-menu-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof serverMenuTexts, 'ja'> = {
  label: '「{{title}}」の操作',
  edit: '編集',
  turnOff: 'オフにする',
  disconnect: '切断',
  openLog: 'ログを開く',
  duplicate: '複製…',
  copyJson: 'JSON としてコピー',
  copyName: '名前をコピー',
  remove: '削除',
  access: '使用できるプロファイル',
  everybody: 'すべてのプロファイル',
  only: '{{title}} のみ',
  choose: '選択…',
};

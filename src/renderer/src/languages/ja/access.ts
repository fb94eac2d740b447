import type { accessTexts } from '../../features/access/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof accessTexts, 'ja'> = {
  who: 'このサーバーを使用できるプロファイル',
  shared: 'すべてのプロファイル',
  'shared.hint': 'それぞれがオン/オフを切り替え、独自の値とサインインを使います。',
  private: '選択したプロファイルのみ',
  'private.hint': '他のプロファイルには表示されません。',
  nobody: 'ここで選ぶまで、どのプロファイルも使用できません。',
  leaving: '保存すると使用中のプロファイルから外れ、接続はすぐに終了します。',
  signOut: '使えなくなるプロファイルをサインアウトする',
  'signOut.hint': 'オフの場合、再び使えるようになるときまでサインインを保持します。',
  save: '保存',
  saved: '保存しました',
};

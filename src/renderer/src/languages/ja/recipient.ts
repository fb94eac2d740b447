import type { recipientTexts } from '../../parts/consent/recipient-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof recipientTexts, 'ja'> = {
  title: 'このキーを別のアドレスに送ってもよいですか?',
  'title.host': 'このキーを {{host}} に送ってもよいですか?',
  'title.program': 'このプログラムにキーを渡してもよいですか?',
  to: '新しい送り先',
  from: '保存時の送り先',
  advice: '受け取った相手はキーを使えます。変更に心当たりがある場合だけ許可してください。',
  program: 'プログラム',
  'built-in': 'Patchbay の一部',
  unknown: 'まだ記録されていない送り先',
  server: 'サーバー「{{server}}」用',
};

import type { redirectTexts } from '../../parts/sign-in/redirect-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof redirectTexts, 'ja'> = {
  title: 'Patchbay を登録する際は、次のいずれかをリダイレクトアドレスとして入力してください:',
  hint: '種類を聞かれた場合は、ネイティブアプリまたはデスクトップアプリを選んでください。Google は 2 番目、Microsoft と Salesforce は 3 番目だけを受け付けます。ポートは任意です。',
  copy: '{{address}} をコピー',
};

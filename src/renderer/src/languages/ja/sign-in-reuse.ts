import type { reuseTexts } from '../../parts/sign-in/reuse-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof reuseTexts, 'ja'> = {
  title: '「{{title}}」のサインインを使いますか?',
  text: '「{{title}}」で {{host}} にサインイン済みです。このサーバーは同じサインインサービスを使うため、再度サインインする必要はありません。',
  'text.as':
    '「{{title}}」で {{host}} に {{who}} としてサインイン済みです。このサーバーは同じサインインサービスを使うため、再度サインインする必要はありません。',
  meaning: '{{place}} のサーバーがあなたの代わりに操作します。',
  scopes: '許可する権限:',
  use: '「{{title}}」のサインインを使う',
};

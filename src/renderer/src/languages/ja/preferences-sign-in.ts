import type { signInSectionTexts } from '../../features/preferences/sign-in-section-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof signInSectionTexts, 'ja'> = {
  title: 'サインイン',
  document: 'クライアントドキュメント',
  'document.hint':
    'アプリの情報を Web ページで確認するサインインサービスがあります。Patchbay のページを公開している場合はアドレスを入力してください。空の場合、Patchbay が自動で登録します。',
  'document.wrong': 'https:// で始まるアドレス',
};

import type { oauthTexts } from '../../parts/server-form/oauth-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof oauthTexts, 'ja'> = {
  redirect: '登録したリダイレクトアドレス',
  'redirect.hint': 'クライアント ID を取得した場所で入力したものです。',
  'redirect.unsaid': '順に試す',
  rare: 'このサインインサービスのその他の設定',
  parameters: 'ページのパラメーター',
  'parameters.add': 'パラメーターを追加',
  headers: 'トークン用ヘッダー',
  'headers.add': 'トークン用ヘッダーを追加',
  tokenMethod: 'シークレットの送信方法',
  'tokenMethod.auto': 'サービスに合わせる',
  'tokenMethod.client_secret_basic': 'ヘッダーで送る',
  'tokenMethod.client_secret_post': 'フォームで送る',
  'tokenMethod.none': '送らない',
  revocationUrl: 'サインアウト用アドレス',
};

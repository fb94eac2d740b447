import type { signInTexts } from '../../parts/sign-in/sign-in-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof signInTexts, 'ja'> = {
  'waiting.title': 'ブラウザーで続けてください',
  'waiting.deep-link':
    'ブラウザーでサインインしてください。Patchbay を開く確認が表示されたら許可すると、自動で接続します。',
  'waiting.loopback':
    'ブラウザーでサインインしてください。完了は最後のページに表示され、Patchbay が自動で接続します。',
  'ahead.host': '{{host}} でサインインします。',
  'waiting.host': 'ページは {{host}} にあります。',
  'waiting.long':
    'ブラウザーにエラーが表示されたり、何も起こらない場合は、下のボタンで別の方法をお試しください。',
  'waiting.left': 'Patchbay はあと {{time}}待ちます。',
  'closed.title': 'ブラウザーを開けませんでした',
  'closed.text':
    'リンクをコピーし、このコンピューターのブラウザーで開いてください。Patchbay はあと {{time}}待ちます。',
  open: 'ブラウザーをもう一度開く',
  openFirst: 'もう一度開いてみる',
  copy: 'リンクをコピー',
  copied: 'コピーしました',
  paste: '応答を貼り付け',
  other: '別の方法を試す',
  'other.hint': '最初からやり直し、別の方法で Patchbay に戻ります。',
  cancel: 'キャンセル',
  again: 'もう一度サインイン',
  dismiss: '閉じる',
  'expired.title': 'ブラウザーから戻りませんでした',
  'expired.text':
    'サインインの有効時間 (10 分) が過ぎました。何も変更されていないため、いつでもサインインし直せます。',
  'answer.label': 'ブラウザーに表示されているアドレス',
  'answer.hint':
    '表示できないページで終わった場合は、そのページのアドレス全体をコピーしてここに貼り付けてください。先頭は次のとおりです: {{start}}',
  'answer.finish': 'サインインを完了',
  'refused.NOT_A_CALLBACK':
    'サインイン完了時のアドレスではありません。最後のページのアドレスバーからコピーしてください。',
  'refused.MALFORMED': 'アドレスの一部が不足しています。最後の文字まですべてコピーしてください。',
  'refused.TOO_LONG': 'アドレスとしては長すぎます。',
  'refused.UNKNOWN_STATE':
    '別のサインインのものです。最後に開いたサインインのアドレスを使ってください。',
  'refused.WRONG_ADDRESS':
    '別の戻り方のアドレスです。最後に開いたページのアドレスを使ってください。',
  'refused.ALREADY_USED':
    'すでに使用されています。もう一度ブラウザーを開いて、新しいアドレスを取得してください。',
  'refused.CANCELLED':
    'このサインインはキャンセルされました。最後に開いたサインインのアドレスを使ってください。',
  'refused.EXPIRED':
    '期限が過ぎています。もう一度サインインして、新しいアドレスを取得してください。',
  'refused.other':
    '使用できませんでした。もう一度ブラウザーを開いて、新しいアドレスを取得してください。',
};

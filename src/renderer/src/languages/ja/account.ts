import type { accountTexts } from '../../features/detail/account-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof accountTexts, 'ja'> = {
  title: 'サインイン済み',
  'title.as': '{{who}} としてサインイン済み',
  as: 'アカウント',
  label: 'このアカウントの呼び名',
  'label.hint': '自分用の名前 (例: 仕事)',
  'label.save': '保存',
  'title.nobody': 'サインイン',
  nobody: 'このサーバーにサインインしていません。',
  'nobody.open': 'サインインなしでも使えますが、サインインすると使える機能が増える場合があります。',
  with: 'サインイン先',
  shared: '共用しているサーバー',
  since: '開始日時',
  scopes: '許可した権限',
  lasts: '有効期間',
  'lasts.renews': '自動で更新されます',
  'lasts.until': '{{time}}後に終了し、再度サインインを求められます',
  'lasts.over': '期限切れです。次回の使用時にサインインを求められます',
  'lasts.unknown': 'サーバーが再度求めるまで',
  signOut: 'サインアウト',
  'out.title': '「{{title}}」からサインアウトしますか?',
  'out.text':
    'Patchbay はサインインサービスにアクセスの終了を通知し、ここから消去して、接続を切断します。',
  'out.keeps': 'サーバー、設定、ツールの情報は残ります。いつでも再びサインインできます。',
  'out.shared':
    'Patchbay はこのサーバーのサインインを消去し、切断します。同じサインインを使う {{titles}} はサインインしたままです。最後のサーバーがサインアウトすると、サインインサービスに通知します。',
  'out.one': 'このサーバーのみサインアウト',
  'out.all': '{{count}} 個すべてサインアウト',
  'out.stay': 'サインインを維持',
};

import type { decisionTexts } from '../../parts/sign-in/decision-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof decisionTexts, 'ja'> = {
  title: 'サインインの前に確認してください',
  'doubt.issuer':
    'サーバーはサインイン先を {{issuer}} としていますが、そのサービスは自身を {{namedIssuer}} と名乗っています。両方が同じ会社のものである場合だけ続行してください。',
  'doubt.pkce':
    '{{issuer}} は、応答が戻る途中で保護されることを示していません。Patchbay は保護の情報を送りますが、検証されるかどうかはわかりません。',
  'doubt.site': 'サインインするページは {{issuer}} ではなく {{page}} のものです。',
  'host.page': 'サインインするページ: {{host}}',
  'host.exchange': '応答の送り先: {{host}}',
  'host.registration': 'Patchbay の登録先: {{host}}',
  meaning:
    '心当たりのないものがある場合、第三者がアカウントにアクセスするおそれがあります。この確認はこのサーバーだけに適用され、いずれかの名前が変わるまで有効です。',
  agree: '続行してサインイン',
  decline: 'サインインしない',
};

import type { networkSectionTexts } from '../../features/preferences/network-section-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof networkSectionTexts, 'ja'> = {
  title: 'ネットワーク',
  proxy: 'プロキシ',
  'proxy.hint':
    'サーバーとサインインサービスへの接続方法です。このコンピューター自身には常に直接接続します。',
  'proxy.system': 'このコンピューターの設定を使う',
  'proxy.none': 'プロキシなし',
  'proxy.address': '指定のプロキシ',
  address: 'プロキシのアドレス',
  'address.hint':
    '名前とパスワードは含めないでください。Patchbay は保存しません。必要な場合は、Patchbay を起動する前に HTTPS_PROXY を設定してください。',
  'address.wrong': 'http://proxy.example:8080 のようなアドレス (名前とパスワードなし)',
  certificates: '追加の証明書',
  'certificates.hint':
    'このコンピューターが信頼するものは Patchbay も信頼します。会社独自の証明書を使う場合は、そのファイル (PEM) を入力してください。それ以外は空のままにします。',
  'certificates.wrong': 'ファイルのフルパス',
};

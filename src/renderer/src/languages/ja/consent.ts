import type { consentTexts } from '../../parts/consent/consent-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof consentTexts, 'ja'> = {
  'program.title': 'あなたの権限でプログラムを実行します',
  'program.text': '起動するのは次の内容だけです:',
  'address.title': 'Patchbay はこのアドレスに接続します',
  'builtIn.title': 'Patchbay の一部です。プログラムの起動もネットワークの使用もありません',
  cwd: 'フォルダー',
  env: '設定する変数',
  'env.vault': '保管庫から',
  fromVault: '保管庫から入力されます',
  fromSystem: 'このコンピューターの値が入力されます',
  unset: '未入力',
  more: 'さらに {{count}} 文字表示',
  less: '表示を減らす',
  inherited:
    'PATH、ホームフォルダー、言語、プロキシなど、システムの通常の設定も渡されます。Patchbay からは他に何も渡しません。',
  'warning.unpinned':
    '毎回最新バージョンが取得されます。固定するにはバージョンを指定してください: {{bare}}@1.2.3',
  'warning.secret':
    'シークレット {{about}} はコマンドラインで渡されるため、このコンピューターの他のプログラムに読み取られる可能性があります。環境変数から読み取れるプログラムでは、環境変数を使ってください。',
  'warning.likelySecret':
    '{{part}} 番目の部分がシークレットのようです。暗号化されずに保存され、コマンドラインで渡されるため、このコンピューターの他のプログラムに読み取られる可能性があります。',
  'warning.invisible': '{{part}} 番目の部分に見えない文字があります。印を付けてあります。',
  'warning.shell': '{{about}} にコマンドライン全体が渡されます。',
};

import type { preferencesTexts } from '../../features/preferences/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof preferencesTexts, 'ja'> = {
  title: '設定',
  look: '外観',
  theme: '配色',
  'theme.system': 'システムに合わせる',
  'theme.light': 'ライト',
  'theme.dark': 'ダーク',
  language: '言語',
  'language.system': 'システムに合わせる',
  desktop: 'デスクトップ',
  closeToTray: 'ウィンドウを閉じてもトレイで実行し続ける',
  'closeToTray.hint':
    'トレイが表示されないデスクトップでは、ウィンドウを閉じると Patchbay が終了します。',
  launchAtLogin: 'このコンピューターへのサインイン時に起動',
  'launchAtLogin.hint': 'ウィンドウを表示せずに起動します。',
  notifications: '通知',
  notify: 'サーバーに対応が必要なときに通知する',
  'notify.hint': '数秒で解消するものは通知せず、同じ問題を二度通知することもありません。',
  quiet: '通知しない時間帯',
  'quiet.hint': '時間帯の終了時にまだ対応が必要なものは、まとめて通知します。',
  'quiet.from': '開始',
  'quiet.to': '終了',
  apps: 'ツールの検索',
  'apps.hint':
    'ツールが多すぎると、遅くなったり一部が使えなくなったりするアプリがあります。そのようなアプリでオンにすると、検索機能と、見つけたツールを呼び出す 3 つの方法が提供されます。Claude Code のように自分で検索するアプリではオフにしてください。',
  'apps.none': 'ツールを呼び出したアプリはまだありません。',
  connecting: '接続',
  concurrent: '同時に接続するサーバーの数',
  'concurrent.hint': '遅いコンピューターでは小さい数にすると負荷が減ります。',
  import: '既存の設定を読み込む',
  'import.text':
    '他のアプリの設定、プロジェクトフォルダー、ファイル、バンドルからサーバーを読み込みます。オンにするまでオフのままです。',
  'import.open': '他のアプリから読み込む',
  secrets: 'シークレットの保管場所',
  'vault.not-opened':
    'Patchbay の起動後、シークレットを必要としたサーバーはありません。入力したキーは暗号化され、このコンピューターに保存されます。',
  'vault.ready': 'このコンピューターで暗号化されています。その鍵は{{place}}にあります。',
  'vault.memory-only':
    '安全な保管場所がないため、Patchbay の終了時に失われます。保存するには、キーリングをインストールするかロックを解除してください。',
  'vault.locked':
    'このコンピューターに安全に保存されていますが、{{place}}がロックされています。ロックを解除してから、もう一度お試しください。',
  'vault.backend-changed':
    '現在とは別のキーリングでロックされています。以前と同じ方法でデスクトップにサインインすると読み取れます。',
  'vault.restored':
    'ファイルが壊れていたため、以前のコピーを復元しました。最後に入力したキーが失われている可能性があります。',
  'vault.lost': 'ファイルを読み取れません。求められた場所でキーを入力し直してください。',
  'vault.key-missing':
    '{{place}}に鍵がありません。鍵が戻る場合に備えて、暗号化されたまま残っています。',
  'place.keyring': 'デスクトップのキーリング',
  'place.keychain': 'このコンピューターのキーチェーン',
  'place.windows': 'Windows アカウント',
  'secrets.show': '保存内容を見る',
  'secrets.rule':
    'シークレットは再表示されず、ログにも書き込まれません。対象のサーバー以外に、このコンピューターから送信されることもありません。',
  data: 'データ',
  'data.text':
    'サーバー、設定、ログはこのコンピューター内のファイルです。アカウントはなく、どこにも報告されません。',
  about: 'バージョン情報',
  version: 'Patchbay {{version}}',
  keys: 'キーボードショートカットを表示',
};

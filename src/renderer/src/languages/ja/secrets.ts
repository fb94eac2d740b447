import type { secretsTexts } from '../../features/secrets/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof secretsTexts, 'ja'> = {
  title: 'シークレットの保管場所',
  back: '設定',
  rule: 'シークレットは再表示されず、ログにも書き込まれません。対象のサーバー以外に、このコンピューターから送信されることもありません。',
  'place.gnome': 'GNOME キーリング',
  'place.kwallet': 'KDE ウォレット',
  'place.keychain': 'macOS キーチェーン',
  'place.windows': 'Windows アカウント (DPAPI)',
  'place.keytar': 'デスクトップのキーチェーン',
  'place.none': 'このコンピューターのキーチェーン',
  'means.gnome':
    'デスクトップにサインインすると開きます。あなたとして動作するプログラムは、あなたとして問い合わせできます。',
  'means.kwallet':
    'ウォレットのパスワードで開きます。あなたとして動作するプログラムも問い合わせできます。',
  'means.keychain':
    'macOS は Patchbay にだけ鍵を渡し、他のプログラムが求めるとあなたに確認します。',
  'means.windows':
    'このコンピューターにサインインしたあなただけが開けます。あなたとして動作するプログラムも同様です。',
  'means.keytar':
    'デスクトップにサインインすると開きます。あなたとして動作するプログラムは、あなたとして問い合わせできます。',
  'title.not-opened': 'まだ使われていません',
  'text.not-opened':
    '最初に入力したキーは暗号化され、このコンピューターに保存されます。その鍵はシステムのキーチェーンに置かれます。',
  'title.ready': 'このコンピューターで暗号化済み',
  'text.ready': '開くための鍵は、別の場所である{{place}}にあります。',
  'title.memory-only': 'Patchbay の終了時に失われます',
  'text.memory-only':
    '鍵を安全に保管する場所がないため、シークレットはディスクに書き込まれません。GNOME Keyring や KDE Wallet などのキーリングをインストールまたは起動してから、もう一度お試しください。入力した内容が保存されます。',
  'title.locked': 'ロック中 (安全です)',
  'text.locked':
    'このコンピューターで暗号化されていますが、{{place}}を開けませんでした。ロックを解除してから、もう一度お試しください。解除できない場合は Patchbay を再起動してください。その間、何も削除されません。',
  'title.backend-changed': '別のキーリングでロック',
  'text.backend-changed':
    '{{place}}でロックされていますが、現在は別の場所が使われています。以前と同じ方法でデスクトップにサインインしてから、もう一度お試しください。その間、何も削除されません。',
  'title.key-missing': '鍵がなくなりました',
  'text.key-missing':
    '暗号化されたまま残っていますが、{{place}}に鍵がありません。以前の内容を戻せる場合は、戻してからもう一度お試しください。戻せない場合は、最初からやり直してキーを入力し直してください。',
  'title.restored': 'コピーから復元しました',
  'text.restored':
    'ファイルが壊れていたため、以前のコピーを使用しています。最後に入力したものが失われている可能性があります。開くための鍵は{{place}}にあります。',
  'title.lost': 'ファイルを読み取れませんでした',
  'text.lost':
    '壊れているため別に保管し、何も削除していません。求められた場所でキーを入力し直してください。',
  'try-again': 'もう一度試す',
  'start-over': '最初からやり直す',
  'detail.show': '元のエラーを表示',
  list: '保存済み',
  'list.empty': '保存されているシークレットはありません。',
  'kind.variable': '値「{{name}}」',
  'kind.env': '環境変数「{{name}}」',
  'kind.header': 'ヘッダー「{{name}}」',
  'kind.api-key': 'アクセスキー',
  'kind.client-secret': 'クライアントシークレット',
  'kind.sign-in-header': 'サインインヘッダー「{{name}}」',
  'kind.sign-in': 'サインイン',
  'of.profile': 'プロファイル「{{profile}}」',
  'reading.readable': '読み取り可能',
  'reading.locked': '現在読み取り不可',
  'reading.missing': 'なし',
  remove: '削除',
  'remove.title': '「{{server}}」のこのシークレットを削除しますか?',
  'remove.text': '入力し直すまで「{{server}}」は使えなくなります: {{what}}。',
  'remove.signIn': 'サインインし直すまで「{{server}}」は使えなくなります。',
  'remove.keep': '残す',
  strays: 'どのサーバーにも属さないもの',
  'strays.hint':
    'Patchbay の外で削除または変更されたサーバーのものです。どこからも使われておらず、削除しても現在のサーバーに影響しません。',
  'strays.of': '最後の使用: {{server}}',
  'strays.ofNobody': '不明なサーバー',
  'strays.count_other': 'シークレット {{count}} 個',
  'strays.inBackup': 'バックアップから参照されています',
  'strays.remove': '削除',
  'strays.title': '使われていないものを削除しますか?',
  'strays.text': 'サーバーが戻った場合は、再度入力を求めます。',
  'strays.backedUp':
    'バックアップから参照されています。復元した場合、サーバーが再度入力を求めます。',
  'all.remove': 'すべて削除',
  'all.title': 'すべてのシークレットを削除しますか?',
  'all.text':
    'すべてのキーと値を削除し、すべてサインアウトします。必要とするサーバーは停止し、必要なものを示します。自分で作成した Patchbay ファイルのコピーはそのまま残ります。',
  'all.next': '続ける',
  'all.sure': '本当にすべて削除しますか?',
  'all.sureText': 'この操作は元に戻せません。削除するシークレット: {{count}} 個。',
  'all.keep': '残す',
  'over.title': '新しい鍵で最初からやり直しますか?',
  'over.text':
    'サーバーはキーとサインインを再度求めます。現在の内容は、鍵が戻る場合に備えて暗号化されたまま残ります。',
  'over.keep': '今はしない',
};

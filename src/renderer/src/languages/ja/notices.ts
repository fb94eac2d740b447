import type { noticeTexts } from '../../app/notice-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof noticeTexts, 'ja'> = {
  'see.secrets': 'シークレットの保管場所',
  'title.REGISTRY_RESTORED': 'サーバーを復元しました',
  'text.REGISTRY_RESTORED':
    'ファイルが壊れていたため、以前のコピーを使用しています。最後の変更が失われている可能性があります。',
  'title.REGISTRY_LOST': 'サーバーを読み取れませんでした',
  'text.REGISTRY_LOST': 'ファイルが壊れています。別に保管し、何も削除していません。',
  'title.REGISTRY_TOO_NEW': 'サーバーが新しいバージョンの Patchbay で保存されています',
  'text.REGISTRY_TOO_NEW':
    'このバージョンでは読み取れないため、そのまま残しています。更新してください。',
  'title.SERVER_RECORD_INVALID': '読み取れないサーバーがあります',
  'text.SERVER_RECORD_INVALID':
    '記録は保持しますが使用しません。他のサーバーは問題ありません。問題の箇所: {{path}}。',
  'title.HANDLE_TAKEN': '「{{title}}」のアプリ用の短縮名が変わりました',
  'text.HANDLE_TAKEN':
    'ファイルでは「{{wished}}」ですが、別のサーバーが使用しています。アプリからは「{{handle}}」で見つかります。設定で変更できます。',
  'title.RECORD_LEFT_OUT': '「{{name}}」の一部を表示できません',
  'text.RECORD_LEFT_OUT':
    '正しくない部分を省きました。何も削除していません。それ以外は正常です。問題の箇所: {{place}}。',
  'title.FILE_EDITED': '{{file}} が Patchbay の外で変更されました',
  'text.FILE_EDITED':
    '変更を使用します。新しいプログラムや変更されたプログラムは、同意するまで待機します。',
  'title.FILE_NOT_RELOADED': '{{file}} の変更を使用できません',
  'text.FILE_NOT_RELOADED':
    'Patchbay は以前の内容で動作を続け、保存が必要な場合はあなたの版を別に残します。問題の箇所: {{place}}。',
  'title.DATA_FOLDER_IN_USE': '別の Patchbay がこのデータを使用中です',
  'text.DATA_FOLDER_IN_USE': 'もう一方が終了するまで、ここでの変更は保存されません。',
  'title.VAULT_MEMORY_ONLY': 'シークレットは Patchbay の終了時に失われます',
  'text.VAULT_MEMORY_ONLY':
    'このコンピューターに安全な保管場所がありません。保存するには、キーリングをインストールするかロックを解除してください。',
  'title.VAULT_LOCKED': 'シークレットがロックされています',
  'text.VAULT_LOCKED':
    '何も失われていません。このコンピューターのキーリングのロックを解除してから、Patchbay で再試行してください。',
  'title.VAULT_BACKEND_CHANGED': 'シークレットは別のキーリングのものです',
  'text.VAULT_BACKEND_CHANGED':
    'ロック時とは別のキーリングが使われています。何も失われていません。',
  'title.VAULT_KEY_MISSING': 'シークレットの鍵がなくなりました',
  'text.VAULT_KEY_MISSING':
    'このコンピューターのキーリングに鍵がありません。何も削除していません。',
  'title.VAULT_RESTORED': 'シークレットを復元しました',
  'text.VAULT_RESTORED':
    'ファイルが壊れていたため、以前のコピーを使用しています。最後に入力したものが失われている可能性があります。',
  'title.VAULT_LOST': 'シークレットを読み取れませんでした',
  'text.VAULT_LOST': 'ファイルが壊れています。別に保管し、何も削除していません。',
  'title.SIGN_IN_ANSWER_REFUSED': 'サインインの応答を受け付けませんでした',
  'text.SIGN_IN_ANSWER_REFUSED':
    'Patchbay が待っているサインインのものではありません。サインインしたばかりの場合は、最初からやり直してください。',
  'title.STORAGE_FAILED': '変更を保存できませんでした',
  'text.STORAGE_FAILED': 'ディスクの空き容量を確認してください。以前に保存した内容は無事です。',
  'title.INSTALL_LINK': 'リンクからサーバーを追加できます',
  'text.INSTALL_LINK': '開いているものを閉じると確認できます。',
  'title.LINK_REFUSED': 'リンクを使用できませんでした',
  'text.LINK_REFUSED': 'この Patchbay が認識できるサーバーがありません。何も変更していません。',
  'title.LINK_TOO_LONG': 'リンクを使用できませんでした',
  'text.LINK_TOO_LONG':
    'このコンピューターが受け渡せる長さを超えています。何も変更していません。内容をコピーし、「サーバーを追加」に貼り付けてください。',
  'title.LINK_UNREADABLE': 'リンクを使用できませんでした',
  'text.LINK_UNREADABLE':
    '途中で壊れたか、別のリンクに見せかけたものです。リンクにないはずの文字が含まれています。何も変更していません。',
  'title.CERTIFICATES_UNUSABLE': '追加の証明書を使用できません',
  'text.CERTIFICATES_UNUSABLE':
    '{{file}} が見つからないか、PEM 形式の証明書が含まれていません。設定の「ネットワーク」で別のファイルを選んでください。',
  'title.SYSTEM_CERTIFICATES_UNREAD': 'このコンピューターの証明書を読み取れません',
  'text.SYSTEM_CERTIFICATES_UNREAD':
    '会社の証明書など、このコンピューターだけが信頼するサーバーは拒否されます。設定の「ネットワーク」で、その証明書を含むファイルを選んでください。',
  'title.CHANGES_HELD_BACK': '「{{title}}」が AI アプリに示す内容を変更しました',
  'text.CHANGES_HELD_BACK_other':
    '{{count}} 件の変更を保留しています。アプリには同意済みの内容が提供されます。サーバーのページで確認できます。',
  'see.changes': '変更を表示',
  'title.APP_ENTRY_REMOVED': '{{title}} との接続が解除されました',
  'text.APP_ENTRY_REMOVED': '他のプログラムが設定から Patchbay を取り除きました。',
  'title.APP_ENTRY_EDITED': '{{title}} の設定が変更されました',
  'text.APP_ENTRY_EDITED': '他のプログラムが Patchbay の起動方法を変更しました。',
  'title.APP_ENTRY_LOST': '{{title}} は Patchbay を起動できなくなりました',
  'text.APP_ENTRY_LOST': '設定が Patchbay の以前の場所を指しています。そこで修正できます。',
  'title.APP_SERVERS_ADDED': '{{title}} に独自のサーバーが追加されました',
  'text.APP_SERVERS_ADDED_other':
    'Patchbay の隣に {{names}} が追加されました。Patchbay に移せます。',
  'see.apps': '接続済みアプリを表示',
  'title.APP_REPLACED': 'Patchbay が更新されました',
  'text.APP_REPLACED':
    'まだ以前のバージョンが動作しています。トレイまたは Ctrl+Q で終了し、もう一度起動してください。',
  'title.UPDATE_AVAILABLE': 'Patchbay {{version}} が公開されています',
  'text.UPDATE_AVAILABLE': '何もダウンロードしていません。新機能と入手先は設定で確認できます。',
  'see.update': '新機能を見る',
  'title.DOOR_PORT_TAKEN': 'AI アプリ用の Patchbay のポートが変わりました',
  'text.DOOR_PORT_TAKEN':
    'ポート {{wanted}} は別のプログラムが使用中のため、現在は {{port}} です。{{wanted}} で設定したアプリは、そのプログラムが終了するか新しいポートに設定するまで接続できません。',
  'title.DOOR_NOT_OPENED': 'AI アプリがサーバーに接続できません',
  'text.DOOR_NOT_OPENED':
    'このウィンドウの機能は使えます。設定の「AI アプリ」で接続方法をオフにしてからオンにすると再試行します。問題: {{detail}}。',
  'title.ORPHANS_ENDED': '前回 Patchbay が正常に終了しませんでした',
  'text.ORPHANS_ENDED':
    'Patchbay なしで動作していたサーバーのプログラムを終了しました: {{count}} 個。',
};

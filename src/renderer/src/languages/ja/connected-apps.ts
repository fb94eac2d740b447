import type { connectedAppsTexts } from '../../features/connected-apps/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof connectedAppsTexts, 'ja'> = {
  title: '接続済みアプリ',
  intro:
    '接続したアプリは Patchbay を通してサーバーを使います。アプリの設定に書き込む前に、内容を正確に確認できます。',
  list: 'このコンピューターのアプリ',
  none: 'Patchbay が対応する AI アプリは、このコンピューターに見つかりませんでした。',
  'none.hint': 'インストールして一度開いてから、もう一度検索してください。',
  again: 'もう一度検索',
  looking: 'アプリを検索中…',
  off: '現在 AI アプリを受け付けていないため、接続済みアプリには何も提供されません。',
  'off.open': '設定を開く',
  'state.not-connected': '未接続',
  'state.not-seen': 'まだ使用なし',
  'state.connected': '接続済み',
  'state.changed': '外部で変更',
  'state.broken': 'ファイル使用不可',
  lastCall: '最後の呼び出し: {{when}}',
  lastSeen: '最後の接続: {{when}}',
  'changed.removed': '設定から Patchbay が取り除かれました。',
  'changed.edited': '設定の Patchbay の部分が編集されました。',
  beside: '新しいサーバー: {{names}}。{{title}} だけが使用できます。',
  'beside.keep': 'このままでよい',
  'keep.removed': '外したままにする',
  'keep.edited': '編集を維持',
  mine: '元に戻す…',
  connect: '接続…',
  disconnect: '接続解除…',
  named: '{{title}}: {{action}}',
  byHand: '接続方法…',
  byFile: 'ファイルで接続する…',
  way: '方法',
  'way.file': '設定ファイルに書き込む',
  'way.file.hint': 'Patchbay の部分だけを追加します。ほかはすべてそのままです。',
  'way.command': 'アプリ自身のコマンドを使う',
  'way.command.hint':
    '{{title}} が自分で設定を書き込みます。ファイルの体裁が変わることがあります。',
  'way.bundle': 'アプリがインストールするバンドルにする',
  'way.bundle.hint': '{{title}} が先に確認します。設定ファイルには何も書き込みません。',
  'place.open': 'アプリのファイルが別の場所にある…',
  'place.title': '別の場所にあるファイル',
  'place.text':
    'アプリを選び、次にその設定ファイル（LibreChat の librechat.yaml など）を選んでください。まだ何も書き込みません。',
  'place.app': 'アプリ',
  'place.choose': 'ファイルを選ぶ…',
  'place.forget': 'このファイルを忘れる',
  'next.restart': '{{title}} を完全に終了し、もう一度開いてください。',
  'next.new-session': '{{title}} で新しいセッションを始めてください。',
  'next.trust-folder': '{{title}} が信頼するフォルダーで、新しいセッションを始めてください。',
  'next.start-there': '{{title}} のサーバー一覧を開き、そこで Patchbay を起動してください。',
  'next.paste': 'そのまま保存してください。',
  'next.install':
    '{{title}} に Patchbay の確認画面が表示されます。そこでインストールを選んでください。',
  'next.restart-service':
    '{{title}} を再起動してください。コンテナーで動いている場合は、Patchbay の設定にあるアドレスとトークンで接続してください。',
  'next.nothing': 'まもなく {{title}} に自動で反映されます。',
  'preview.connect': '{{title}} を接続',
  'preview.disconnect': '{{title}} の接続を解除',
  'preview.move-in': '{{title}} のサーバーを移す',
  move_other: '{{count}} 個のサーバーを移す…',
  takeIn: '移す…',
  'move.text':
    '次のサーバーを Patchbay に移し、キーを保管庫に保存します。{{title}} はここから使用します。オンにするまでオフのままです。',
  'move.here': '{{title}} (追加済み)',
  'move.none': 'このまま使えるサーバーはありません。',
  'move.staying': '問題があるため、次のサーバーはそのまま残ります: {{names}}',
  'preview.text':
    'ファイルの変更箇所はこれだけです。あなたの値はここでは隠され、そのまま残ります。',
  'preview.file': 'ファイル',
  'preview.link': 'リンクのため、次のファイルに書き込みます: {{target}}',
  'preview.new': 'ファイルを作成します。',
  'preview.removes': 'Patchbay が作成したファイルのため、削除します。',
  'preview.backup': '現在のファイルのコピーの保存先',
  'preview.next': 'その後',
  'preview.run': '実行する内容',
  'preview.command':
    '{{title}} が自分で設定を変更します。次を実行したあと Patchbay がファイルを確認し、ほかのサーバーも変わっていれば元のファイルに戻します。',
  'preview.bundle':
    'Patchbay がバンドルを作って {{title}} に渡します。そこで内容が示され、確認されます。',
  'preview.bundle.out':
    '{{title}} の「設定」の「拡張機能」で Patchbay を削除してください。ここでは接続を忘れます。',
  'preview.lines': '変更内容',
  'preview.whole': 'ファイルは以前の内容に戻ります。',
  'line.added': '追加',
  'line.removed': '削除',
  write: '書き込む',
  run: '実行する',
  handOver: '渡す',
  forget: '忘れる',
  cancel: 'キャンセル',
  outdated: 'ファイルが変更されました。現在の書き込み内容は次のとおりです。',
  'hand.title': '{{title}} を接続',
  'hand.text':
    '{{title}} は他のプログラムが書き込むべきでない場所にサーバーを保存しています。MCP サーバーの設定を開き、JSON からサーバーを追加して、次の内容を貼り付けてください:',
  copy: 'コピー',
  done: '完了',
  at: '{{line}} 行 {{column}} 列',
  'why.CONFIG_INVALID':
    'ファイルを読み取れません: {{place}}。読み取れないファイルには書き込みません。',
  'why.CONFIG_SHAPE':
    'Patchbay が変更できない形式でサーバーが書かれています。アプリ側で接続してください。',
  'why.CONFIG_DUPLICATE_KEY':
    'ファイルの一部が重複しており、どちらが有効か判断できません。片方を削除してください。',
  'why.ENTRY_TAKEN':
    '「patchbay」という別のサーバーがすでにあります。先にアプリで名前を変更してください。',
  'why.FILE_GONE': 'ファイルはもうありません。',
  'why.FILE_NOT_REGULAR': 'ファイルの場所に、フォルダーなど別のものがあります。',
  'why.FILE_LINK_BROKEN': 'ファイルのリンク先が存在しません。',
  'why.FILE_TOO_LARGE': 'ファイルが 10 MB を超えています。',
  'why.FILE_NOT_TEXT': 'ファイルが UTF-8 のテキストではありません。',
  'why.FILE_CHANGING':
    'ファイルへの書き込みが続いています。しばらくしてからもう一度お試しください。',
  'why.FILE_LOCKED': 'アプリがファイルを使用中です。しばらくしてからもう一度お試しください。',
  'why.FILE_ACCESS_DENIED': 'Patchbay に書き込み権限がありません。',
  'why.FILE_OTHER_OWNER': 'ファイルはこのコンピューターの別のユーザーのものです。',
  'why.FILE_READ_ONLY': 'ファイルは変更できないよう保護されています。',
  'why.FOLDER_GONE': 'ファイルのフォルダーがもうありません。',
  'why.DISK_FULL': 'ディスクがいっぱいです。',
  'why.FILE_IO_ERROR': 'ディスクがエラーを報告しました。',
  'why.BACKUP_FAILED': 'ファイルのコピーを保存できなかったため、変更していません。',
  'why.BRIDGE_MISSING':
    'アプリが Patchbay に接続するためのプログラムがありません。Patchbay を再インストールしてください。',
  'why.COMMAND_FAILED':
    'アプリ自身のコマンドが成功しませんでした（{{place}}）。ファイルは元のままです。ファイルに書き込んで接続してください。',
  'why.COMMAND_WITHOUT_EFFECT':
    'アプリ自身のコマンドはファイルを変更しませんでした。ファイルに書き込んで接続してください。',
  'why.COMMAND_CHANGED_OTHERS':
    'アプリ自身のコマンドがほかのサーバーも変更したため、元のファイルに戻しました。ファイルに書き込んで接続してください。',
  'why.BUNDLE_NOT_MADE': 'バンドルを書き込めませんでした。ファイルに書き込んで接続してください。',
  'why.BUNDLE_REFUSED':
    'このコンピューターには、このバンドルを開くプログラムがありません。ファイルに書き込んで接続してください。',
};

import { failuresJa } from './failures-ja.ts';
import type { TextsIn } from './phrase.ts';

/** The same words in Japanese, which has no singular form; the words it uses are in docs/languages.md. */
export const ja: TextsIn<'ja'> = {
  'app.name': 'Patchbay',

  'nav.main': 'メインナビゲーション',
  'nav.servers': 'サーバー',
  'nav.tools': 'ツール',
  'nav.activity': 'アクティビティ',
  'nav.apps': '接続済みアプリ',
  'nav.settings': '設定',
  'nav.profile': 'プロファイル',
  'nav.collapse': 'サイドバーを折りたたむ',
  'nav.expand': 'サイドバーを展開',

  favorite: 'お気に入り',
  'favorite.add': 'お気に入りに追加',
  'favorite.remove': 'お気に入りから外す',
  'list.label': 'サーバー',
  'list.search': 'サーバーを検索',
  'list.filter': '絞り込み',
  'list.add': '追加',
  'list.noMatch': '一致するサーバーはありません。',
  'list.moved': '{{title}}: {{count}} 件中 {{place}} 番目',
  'list.group.hand': '要対応 · {{count}}',
  'list.group.favorites': 'お気に入り · {{count}}',
  'list.group.on': '準備完了 · {{count}}',
  'list.group.onConnecting': '準備完了 · {{ready}}、接続中 {{connecting}}',
  'list.group.connecting': '接続中 · {{count}}',
  'list.group.off': 'オフ · {{count}}',

  'foot.none': 'サーバーはまだありません',
  'foot.noneReady': '接続なし',
  'foot.ready': '準備完了 {{count}}',
  'foot.allWell': 'すべて正常',
  'foot.connecting': '接続中 {{count}}',
  'foot.needSignIn_other': 'サインインが必要 {{count}}',
  'foot.needYou_other': '要対応 {{count}}',
  'foot.offline': 'オフライン',
  'foot.paused': 'すべてのサーバーを一時停止中',

  'join.dot': '{{a}} · {{b}}',
  'join.comma': '{{a}}、{{b}}',
  'join.colon': '{{a}}: {{b}}',

  'count.tools_other': 'ツール {{count}} 個',
  'count.resources_other': 'リソース {{count}} 個',
  'count.prompts_other': 'プロンプト {{count}} 個',

  'time.seconds': '{{count}} 秒',
  'time.minutes': '{{count}} 分',
  'time.hours': '{{count}} 時間',

  'state.disabled': 'オフ',
  'state.idle': '未接続',
  'state.needs-setup': '設定が必要',
  'state.connecting': '接続中',
  'state.needs-sign-in': 'サインインが必要',
  'state.signing-in': 'サインイン中',
  'state.ready': '準備完了',
  'state.waiting': '再試行中',
  'state.offline': 'オフライン',
  'state.cooling': '待機中',
  'state.failed': '失敗',
  'state.stopping': '停止中',

  'sentence.idle.onDemand': '使用時に起動',
  'sentence.idle.manual': '未接続',
  'sentence.idle.paused': '全サーバーとともに一時停止中',
  'sentence.connecting.starting': '接続中 · 起動しています',
  'sentence.connecting.handshake': '接続中 · ハンドシェイク',
  'sentence.connecting.installing': 'インストール中',
  'sentence.connecting.listing': '接続中 · 提供内容を取得しています',
  'sentence.setup.consent': '起動には許可が必要です',
  'sentence.setup.recipient': 'キーの送り先が変わります',
  'sentence.setup.variable': '値が必要です: {{title}}',
  'sentence.setup.unsendable': '{{title}}を送信できません: {{character}} が含まれています',
  'sentence.setup.variables_other': '{{count}} 個の値が必要です',

  'secret.key': 'キー',
  'secret.client': 'クライアントシークレット',

  'sentence.signingIn': 'サインインを待っています',
  'sentence.ready.nothing': '準備完了 · 提供なし',
  'sentence.waiting': '{{time}}後に再試行 ({{attempt}}/{{of}}): {{reason}}',
  'sentence.waiting.soon': '再試行 ({{attempt}}/{{of}}): {{reason}}',
  'sentence.waiting.now': '再試行しています ({{attempt}}/{{of}}): {{reason}}',
  'sentence.offline': 'オフライン · ネットワーク復帰後に接続します',
  'sentence.cooling': '{{time}}後に再試行: {{reason}}',
  'sentence.cooling.later': '後で再試行: {{reason}}',
  'sentence.lastTryFailed': '前回の試行は失敗: {{reason}}',
  'sentence.stopping': '停止中',

  'action.connect': '接続',
  'action.retryNow': '今すぐ再試行',
  'action.fix': '修正',
  'action.turnOn': 'オンにする',
  'action.review': '確認して許可',
  'action.fillIn': '入力',
  'action.reconnect': '再接続',
  'action.stop': '停止',
  'action.signIn': 'サインイン',

  'tray.server': '{{title}} · {{sentence}}',
  'tray.act': '{{action}} — {{title}} · {{sentence}}',
  'tray.more': '他 {{count}} 件…',
  'tray.open': 'Patchbay を開く',
  'tray.pause': 'すべて一時停止',
  'tray.resume': 'すべて再開',
  'tray.profile': 'プロファイル: {{title}}',
  'tray.quit': '終了',

  'notify.hand': '「{{title}}」が動作していません',
  'notify.hand.many': '{{count}} 個のサーバーに対応が必要です',
  'notify.sign-in': '「{{title}}」にサインインが必要です',
  'notify.sign-in.many': '{{count}} 個のサーバーにサインインが必要です',
  'notify.back': '「{{title}}」が復旧しました',
  'notify.back.many': '{{count}} 個のサーバーが復旧しました',
  'notify.question': '「{{title}}」からの質問があります',
  'notify.question.form': '回答を待っています。',
  'notify.question.page': 'ページを開こうとしています。',
  'notify.approval': '{{app}} が {{tool}} を使おうとしています',
  'notify.approval.many': '{{count}} 件の呼び出しが許可を待っています',
  'notify.approval.once': '今回だけ許可',
  'notify.approval.always': 'このアプリとツールは常に許可',
  'notify.approval.no': '許可しない',
  'notify.retrying': '{{reason}} · Patchbay が再試行を続けています',
  'notify.more': '{{titles}} 他 {{count}} 件',
  'notify.stays': 'Patchbay は実行中です',
  'notify.stays.text':
    'サーバーは接続されたままです。トレイのアイコンからウィンドウを開いたり、終了したりできます。',
  'notify.open': '開く',
  'notify.retryAll': 'すべて再試行',

  'page.ended': 'Patchbay のウィンドウが繰り返し終了しています',
  'page.ended.detail':
    '1 分以内に何度か読み込み直しましたが、そのたびに終了しました。サーバーは動作し続けています。',
  'page.hangs': 'Patchbay のウィンドウが応答しません',
  'page.hangs.detail':
    '待つか、読み込み直すことができます。サーバーは動作し続けますが、入力中の内容は失われます。',
  'page.reload': '読み込み直す',
  'page.wait': '待つ',
  'page.leave': '今はしない',

  'empty.title': 'すべての MCP サーバーをひとつの場所に',
  'empty.text': '最初のサーバーを追加しましょう。すべてこのコンピューター内に保存されます。',
  'empty.add': 'サーバーを追加',
  'empty.import': '他のアプリから読み込む',
  'empty.sample': 'サンプルサーバーを試す',

  'callback.completed.title': 'サインインしました',
  'callback.completed.text':
    'このタブを閉じて Patchbay に戻ってください。サーバーに接続しています。',
  'callback.failed.title': 'サインインできませんでした',
  'callback.failed.text':
    'Patchbay に戻って理由を確認し、もう一度お試しください。このタブは閉じてかまいません。',
  'callback.unknown.title': 'このサインインは終了しています',
  'callback.unknown.text':
    'Patchbay はもう待機していません。Patchbay に戻り、最初からやり直してください。',

  'note.reachedBySse':
    'このアドレスは Streamable HTTP に対応していないため、HTTP + SSE で接続しています。',
  'note.renewed': 'サーバーのセッションが失われていたため、更新しました。',
  'note.toolLeftOut': 'ツール {{name}} を除外しました: {{reason}}。',
  'note.header.tooLarge': 'スキーマが大きすぎます',
  'note.header.twice': '2 つの引数が同じヘッダー {{name}} を指定しています',
  'note.header.misplaced': 'スキーマのヘッダー指定の位置が正しくありません',
  'note.header.name': 'スキーマが無効なヘッダーを指定しています',
  'note.header.type': 'ヘッダー {{name}} に入れる値がヘッダーの形式に合いません',
  'note.pageDeclined':
    'サーバーがアドレスにシークレットを含むページを開こうとしたため、拒否しました。',
  'note.capabilitiesTooLong':
    'サーバーが示す機能の情報が長すぎるため、そのままでは保存できません。',
  'note.changesDeclined': 'サーバーはリストの変更を通知しません。',
  'note.changesLost': 'ストリームが繰り返し切断されるため、リストの変更は通知されなくなりました。',
  'note.streamFlaps':
    'サーバーがイベントストリームを繰り返し終了するため、今後は再接続の頻度を下げます。',
  'note.streamLost': 'イベントストリームを再開できなかったため、変更は通知されません。',
  'note.unchecked': '{{what}} · 引数を時間内に検証できなかったため、サーバーが判断します',
  'note.anApp': 'アプリ',
  'note.commandLine': 'コマンドライン',
  'note.programsLeft':
    'このサーバーのプログラムが終了せず、まだ動作している可能性があります。Patchbay は次回起動時に再度終了を試みます。',
  'note.notMcp': '{{text}} ({{number}} 行目は MCP ではありません)',

  'unavailable.until':
    '「{{title}}」は一時的に使用できません ({{reason}})。{{time}}後に再試行します。',
  'unavailable.connecting': '「{{title}}」は一時的に使用できません: 現在接続中です。',
  'unavailable.offline':
    '「{{title}}」は一時的に使用できません: このコンピューターはオフラインです。',
  'unavailable.failed': '「{{title}}」は使用できません ({{reason}})。Patchbay で確認してください。',
  'unavailable.not-started':
    '「{{title}}」は動作していません。Patchbay で接続したときにだけ起動します。',
  'unavailable.paused':
    '「{{title}}」は動作していません。すべてのサーバーを一時停止中です。Patchbay で再開すると使えるようになります。',
  'unavailable.disabled': '「{{title}}」は Patchbay でオフになっています。',
  'unavailable.needs-setup': '「{{title}}」は Patchbay で設定するまで使用できません。',
  'unavailable.needs-sign-in': '「{{title}}」は Patchbay でサインインするまで使用できません。',

  ...failuresJa,
};

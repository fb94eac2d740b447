import type { words as zhCn } from '../zh-cn/problems.ts';

/** Problems by code; in English main's own sentence is shown. */
export const words: Readonly<Record<keyof typeof zhCn, string>> = {
  FIELD_MISSING: '必須項目です。',
  FIELD_INVALID: '適切な値を入力してください。',
  FIELD_TOO_LONG: '長すぎます。',
  FIELD_OUT_OF_RANGE: '数値が許容範囲外です。',
  NAME_UNUSABLE: '名前に空白または使用できない文字が含まれています。',
  SECRET_MISSING: '値を入力してください。',
  HEADER_CHARACTER: 'ヘッダーに使えない文字 (日本語、絵文字、引用符、改行など) が含まれています。',
  CHARACTER_INVALID: '改行や制御文字は使えません。',
  DUPLICATE: '名前が重複しています。',
  CLIENT_ID_MISSING: 'このシークレットに対応するクライアント ID がありません。',
  ENDPOINT_MISSING: '2 つのアドレスは両方入力するか、両方空にしてください。',
  SECRET_IN_ARGUMENTS:
    'このコンピューターの他のプログラムはコマンドラインを読み取れるため、このシークレットも読み取れます。プログラムが環境変数から読み取れる場合は、環境変数に移してください。',
  PLACEHOLDER_UNDECLARED: 'ここで使われている値が「入力する値」で宣言されていません。',
  EMPTY: '何も貼り付けられていません。',
  TOO_LARGE: 'テキストが長すぎます。',
  TOO_DEEP: '入れ子が深すぎます。',
  TOO_MANY: '一度に読み取るには多すぎます。',
  NOT_UNDERSTOOD:
    '認識できません。コマンド、アドレス、設定、インストールリンクのいずれでもありません。',
  NO_SERVER: '設定は読み取れましたが、サーバーが含まれていません。',
  TEXT_IGNORED: 'コード部分以外のテキストは無視しました。',
  SYNTAX: '設定の構文に誤りがあります。',
  SYNTAX_REPAIRED: '設定の小さな誤りを修正しました。',
  SMART_QUOTES: '特殊な引用符やダッシュは通常の記号として読み取りました。',
  DUPLICATE_KEY: '同じキーが 2 回あります。最後のものが有効です。',
  DUPLICATE_SERVER: '2 つのサーバーの名前が同じです。',
  UNSAFE_KEY: '安全でないキーを無視しました。',
  KEY_SPELLING: 'つづりの誤ったキーを認識しました。',
  SERVER_NOT_OBJECT: 'サーバーの設定がフィールドのブロックになっていません。',
  MISSING_TRANSPORT: 'コマンドもアドレスもありません。',
  COMMAND_AND_URL: 'コマンドとアドレスの両方があります。',
  COMMAND_SPLIT: 'コマンドと引数を分割しました。',
  TYPE_UNKNOWN: '接続の種類が不明です。',
  TYPE_MISMATCH: '接続の種類がアドレスまたはコマンドと一致しません。',
  ARGS_NOT_LIST: '引数はテキストのリストである必要があります。',
  VALUE_NOT_TEXT: 'ここにはテキストが必要です。',
  VALUE_COERCED: '数値または真偽値をテキストとして読み取りました。',
  VALUES_NOT_MAP: '変数やヘッダーは名前とテキストの組である必要があります。',
  NAME_INVALID: '使用できない名前を無視しました。',
  HEADER_VALUE_INVALID: '改行を含むヘッダーの値を無視しました。',
  URL_INVALID: '完全なアドレスではありません。',
  SCHEME_ADDED: 'アドレスに http:// または https:// がないため補いました。',
  SCHEME_UNSUPPORTED: 'Patchbay はこの種類のアドレスに接続できません。',
  NOT_ENCRYPTED:
    'この接続は暗号化されていません。ネットワーク上の第三者に読み取られる可能性があります。',
  USERINFO_MOVED: 'アドレス内のユーザー名とパスワードをヘッダーに移しました。',
  SECRET_IN_URL:
    'アドレスにシークレットが含まれています。{{NAME}} に置き換えると安全に保管できます。',
  SECRET_IN_ARGUMENT:
    '引数がシークレットのようです。他のプログラムから見えるため、環境変数を使うほうが安全です。',
  SECRET_DROPPED: '不明なフィールドのシークレットを無視しました。',
  PLACEHOLDER: '例のようです。実際の値に置き換えてください。',
  UNKNOWN_FIELD: 'Patchbay が認識しないフィールドです。保持しますが使用しません。',
  TIMEOUT_UNIT: '制限時間を秒として読み取りました。',
  TIMEOUT_RANGE: '制限時間が許容範囲外のため調整しました。',
  DOCKER_INPUT:
    'docker run で入力を開いたままにするには run の後に -i が必要なため、追加しました。',
  DOCKER_DETACHED:
    '-d を付けるとバックグラウンドで動作し、通信できません。-d を外して -i を付けるか、提供されるアドレスを使ってください。',
  ELSEWHERE:
    '元のアプリはこの値をファイル、コマンド、キーチェーンから取得しています。ここに入力してください。',
  NOT_STDIO:
    'このプログラムは標準出力ではなくアドレスで通信します。自分で起動し、そのアドレスを追加してください。',
  BUNDLE_MANIFEST:
    'これはバンドルのマニフェストです。バンドル本体 (.mcpb または .dxt) をウィンドウにドラッグしてください。',
  WEB_PAGE:
    'これはプロジェクトの Web ページで、サーバーのアドレスではありません。そのページでコマンド、アドレス、設定を探して貼り付けてください。',
  INSTALLER:
    'このコマンドは他のアプリにインストールするもので、サーバーを示していません。サーバーのコマンドかアドレスを貼り付けるか、後でそのアプリから読み込んでください。',
  NOT_A_SERVER: 'このコマンドはサーバーを起動しないため、省きました。',
  EXTENSION_SERVER:
    'このサーバーはアプリの拡張機能が起動するもので、コマンドがありません。サーバーのドキュメントをご覧ください。',
  LAUNCHER_ADDED: 'パッケージ名だけのため、起動コマンドを追加しました。',
  BRIDGE_NOT_NEEDED: 'ブリッジは不要です。Patchbay はこのアドレスに直接接続できます。',
  SEVERAL_WAYS: '同じサーバーが複数の形式で書かれています。',
  SHELL_SYNTAX: 'パイプ、リダイレクト、置換にはシェルが必要です。',
  QUOTE_OPEN: '引用符が閉じられていません。',
  COMMAND_INCOMPLETE: 'コマンドが不完全です。サーバーがありません。',
  LINE_IGNORED: '準備だけでサーバーを起動しないコマンドを無視しました。',
  LINK_UNREADABLE: 'インストールリンクに読み取れる設定がありません。',
};

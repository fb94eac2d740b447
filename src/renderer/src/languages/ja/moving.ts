import type { movingTexts } from '../../features/moving/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof movingTexts, 'ja'> = {
  title: '移行とバックアップ',
  'move.text':
    'サーバー、プロファイル、必要に応じてシークレットを 1 つのファイルにまとめ、別のコンピューターに移せます。',
  'export.open': '書き出す…',
  'import.open': '読み込む…',
  backups: 'バックアップ',
  'backups.text':
    '削除、読み込み、復元の前と 1 日 1 回、自動で作成されます。最新の 10 件を保持します。',
  'backups.none': 'まだありません。最初のバックアップは何かを削除する前に作成されます。',
  'backups.more_other': 'さらに {{count}} 件表示',
  restore: '復元…',
  'restore.of': '{{when}} のバックアップを復元',
  servers_other: 'サーバー {{count}} 個',
  profiles_other: 'プロファイル {{count}} 個',
  'reason.daily': '毎日の自動作成',
  'reason.import': '読み込みの前',
  'reason.removal': '削除の前',
  'reason.access': 'アクセス変更の前',
  'reason.profile-removal': 'プロファイル削除の前',
  'reason.restore': '復元の前',
  'export.title': 'すべて書き出す',
  'export.text': 'すべてのサーバーとプロファイルを含むファイルです。',
  'export.secrets': 'シークレットを含める',
  'export.secrets.hint':
    'キーと値をパスフレーズで暗号化します。含めない場合、移行先で 1 つずつ入力を求められます。',
  'export.signIns': 'サインインは移されません。2 台で使うと、サインインが無効になるためです。',
  passphrase: 'パスフレーズ',
  'passphrase.hint':
    '8 文字以上。複数の単語がおすすめです。どこにも保存されないため、忘れるとあなたもシークレットを読み取れません。',
  'passphrase.again': 'もう一度入力',
  'passphrase.short': '8 文字以上にしてください。',
  'passphrase.differs': '2 つが一致しません。',
  'export.locked':
    '現在シークレットを読み取れません。このコンピューターのキーリングのロックを解除してもう一度試すか、シークレットなしで書き出してください。',
  'export.go': 'ファイルを保存…',
  cancel: 'キャンセル',
  done: '完了',
  'export.done': '保存しました: {{servers}}、{{profiles}}。',
  'export.sealed_other': '暗号化されたシークレットが {{count}} 個含まれています。',
  'export.sealed.none': 'シークレットは含まれていません。',
  'export.missing_other': '{{count}} 個のシークレットは保管庫にないため、含められませんでした。',
  'restore.title': '{{when}} の状態に戻しますか?',
  'restore.back': '復元されるもの',
  'restore.gone': 'なくなるもの',
  'restore.changed': '当時の状態に戻るもの',
  'restore.same': 'すべて当時のままです。復元するものはありません。',
  'restore.safe':
    '現在の状態は先にバックアップされるため、元に戻せます。削除したシークレットは戻らず、サーバーが入力を求めます。',
  'restore.profile': 'プロファイル「{{title}}」',
  'restore.keep': 'このままにする',
  'restore.go': '復元',
  'restore.gone.backup': 'このバックアップはもうありません。',
  'restore.unreadable': 'このバックアップは読み取れません。何も変更していません。',
};

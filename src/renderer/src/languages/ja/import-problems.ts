import type { ImportProblemSentences } from '../../../../shared/i18n/import-problems.ts';

export const words: ImportProblemSentences = {
  FILE_GONE: 'このファイルはもうありません。',
  FILE_TOO_LARGE: 'ファイルが 10 MB を超えています。',
  FILE_NOT_REGULAR: 'この名前のものはファイルではありません。',
  FILE_ACCESS_DENIED: 'このアカウントではファイルを読み取れません。',
  FILE_LINK_BROKEN: 'リンク先が存在しません。',
  FILE_CHANGING: '読み取り中にファイルが変わり続けました。しばらくしてからもう一度お試しください。',
  FILE_NOT_TEXT: 'UTF-8 のテキストではありません。',
  FILE_CREDENTIALS: '他のアプリの認証情報を含むファイルは読み取りません。',
  FILE_IO_ERROR: 'ファイルを読み取れませんでした。',
  SERVERS_NOT_BLOCK: 'ここにはサーバーのブロックが必要です。',
  BUNDLE_UNREADABLE: 'バンドルを開けませんでした。壊れているか、バンドルではありません。',
  BUNDLE_UNSAFE: 'バンドルを拒否しました。許可されない場所に書き込もうとします。',
  BUNDLE_TOO_LARGE: 'バンドルがサーバーに必要な大きさを超えています。',
  BUNDLE_CHANGED: '確認後にバンドルが変更されました。もう一度確認してください。',
  BUNDLE_NOT_UNPACKED: 'バンドルを展開できませんでした。ディスクの空き容量を確認してください。',
  BUNDLE_MANIFEST: 'バンドルに、何を起動するかが正しく記載されていません。',
  BUNDLE_OTHER_SYSTEM: 'このバンドルは別のシステム向けです。',
  EXPORT_DAMAGED: 'この Patchbay ファイルは壊れているか、不完全か、手動で変更されています。',
  EXPORT_TOO_NEW:
    'このファイルは新しいバージョンの Patchbay で作成されました。更新してからもう一度お試しください。',
};

import type { updatesSectionTexts } from '../../features/preferences/updates-section-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof updatesSectionTexts, 'ja'> = {
  title: '更新',
  daily: '1 日 1 回、新しいバージョンを確認する',
  'daily.hint':
    'Patchbay の公開元に問い合わせます。あなたやサーバーの情報は送信されません。自動でダウンロードやインストールは行いません。',
  check: '更新を確認',
  checking: '確認中…',
  'state.not-asked': 'まだ確認していません。',
  'state.no-feed':
    'この Patchbay はソースから作成されたもので、新しいバージョンの公開元がわかりません。',
  'state.current': '最新バージョンです。確認日時: {{when}}。',
  'state.newer': 'Patchbay {{version}} が公開されています。確認日時: {{when}}。',
  'failed.unreachable':
    'Patchbay の公開元が応答しませんでした。オンラインか確認してください。確認日時: {{when}}。',
  'failed.refused':
    'Patchbay の公開元が応答を拒否しました。問い合わせが多すぎる可能性があります。確認日時: {{when}}。',
  'failed.unreadable':
    '応答に Patchbay のバージョンがありません。プロキシやサインインページが間にある可能性があります。確認日時: {{when}}。',
  notes: '{{version}} の新機能',
  get: 'ページを開く',
  'get.hint': 'ブラウザーに入手先が表示されます。サーバーと設定はそのまま残ります。',
  notOpened: 'ブラウザーでページを開けませんでした。',
};

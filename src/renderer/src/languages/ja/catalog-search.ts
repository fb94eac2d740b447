import type { catalogTexts } from '../../features/catalog-search/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof catalogTexts, 'ja'> = {
  title: 'ツール',
  search: '全サーバーの提供内容を検索',
  kind: '検索対象',
  'kind.tools': 'ツール',
  'kind.resources': 'リソース',
  'kind.prompts': 'プロンプト',
  total_other: '{{count}} 件',
  none: '「{{search}}」に一致するものはありません。',
  'empty.tools':
    'ツールを提供しているサーバーはまだありません。サーバーの準備が完了するとここに表示されます。',
  'empty.resources': 'リソースを提供しているサーバーはまだありません。',
  'empty.prompts': 'プロンプトを提供しているサーバーはまだありません。',
  readOnly: '読み取り専用',
  destructive: '破壊的',
  failed: '検索できませんでした。もう一度お試しください。',
};

import type { promptsTexts } from '../../features/prompts/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof promptsTexts, 'ja'> = {
  label: 'プロンプト',
  search_other: '{{count}} 個のプロンプトを絞り込む',
  none: 'このサーバーはプロンプトを提供していません。',
  get: '取得',
  needed: '必須です。',
  'role.user': 'ユーザー',
  'role.assistant': 'アシスタント',
  empty: 'プロンプトにメッセージがありません。',
  messages: 'メッセージ',
};

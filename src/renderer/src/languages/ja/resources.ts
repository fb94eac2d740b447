import type { resourcesTexts } from '../../features/resources/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof resourcesTexts, 'ja'> = {
  label: 'リソース',
  search_other: '{{count}} 個のリソースを絞り込む',
  none: 'このサーバーはリソースを提供していません。',
  'group.resources': 'リソース',
  'group.linked': '応答から',
  linked: '応答で参照されました',
  'group.templates': 'テンプレート',
  read: '読み取る',
  'template.malformed': 'テンプレートが正しくないため、入力できません。',
  'template.address': '{{uri}} を読み取ります',
  needed: '1 つ以上入力してください。',
};

import type { toolRulesTexts } from '../../features/detail/tool-rules-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof toolRulesTexts, 'ja'> = {
  label: 'オフのツール',
  off_other: '設定により {{count}} 個のツールがオフで、どのアプリにも提供されません:',
  only_other: '設定により、アプリが使えるツールは {{count}} 個だけです:',
  proposed_other:
    '他のアプリが {{count}} 個のツールを確認なしで実行していました。ここでは提案として扱います:',
  offerAll: 'すべてのツールを提供',
};

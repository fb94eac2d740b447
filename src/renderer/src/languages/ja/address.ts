import type { addressTexts } from '../../parts/addresses/address-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof addressTexts, 'ja'> = {
  plain: 'この接続は暗号化されていません。ネットワーク上の第三者に読み取られる可能性があります。',
};

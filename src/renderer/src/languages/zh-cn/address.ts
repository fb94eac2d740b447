import type { addressTexts } from '../../parts/addresses/address-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof addressTexts, 'zh-CN'> = {
  plain: '此连接未加密，网络上的其他人可以读取。',
};

import type { passByEnvironmentTexts } from '../../parts/consent/pass-by-environment-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof passByEnvironmentTexts, 'ja'> = {
  button: '保管庫に保存し、環境変数で渡す',
  hint: 'プログラムが環境変数から読み取る必要があります。名前は説明書をご覧ください。',
};

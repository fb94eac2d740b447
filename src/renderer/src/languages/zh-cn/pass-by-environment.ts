import type { passByEnvironmentTexts } from '../../parts/consent/pass-by-environment-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof passByEnvironmentTexts, 'zh-CN'> = {
  button: '存入保险库，并通过环境变量传递',
  hint: '程序需要从环境变量读取它；变量名请看程序的说明。',
};

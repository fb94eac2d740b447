import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the way to keep a secret off a command line. */
export const passByEnvironmentTexts = defineTexts('passByEnvironment', {
  en: {
    button: 'Keep it in the vault and pass it by the environment',
    hint: 'The program has to read it from there; its guide says under which name.',
  },
  'zh-CN': {
    button: '存入保险库，并通过环境变量传递',
    hint: '程序需要从环境变量读取它；变量名请看程序的说明。',
  },
});

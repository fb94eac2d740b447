import type { redirectTexts } from '../../parts/sign-in/redirect-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof redirectTexts, 'zh-CN'> = {
  title: '在登记 Patchbay 的地方，将其中一个填写为重定向地址：',
  hint: '如需选择类型，请选原生或桌面应用。Google 只接受第二个，Microsoft 和 Salesforce 接受第三个；端口不限。',
  copy: '复制 {{address}}',
};

import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about the addresses a client is registered with by hand. */
export const redirectTexts = defineTexts('redirect', {
  en: {
    title: 'Where you register Patchbay, enter one of these as redirect address:',
    hint: 'Choose a native or desktop app where you are asked for a kind. Google takes only the second, Microsoft and Salesforce the third; the port is free.',
    copy: 'Copy {{address}}',
  },
  'zh-CN': {
    title: '在登记 Patchbay 的地方，将其中一个填写为重定向地址：',
    hint: '如需选择类型，请选原生或桌面应用。Google 只接受第二个，Microsoft 和 Salesforce 接受第三个；端口不限。',
    copy: '复制 {{address}}',
  },
});

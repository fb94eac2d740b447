import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the choices about signing in. */
export const signInSectionTexts = defineTexts('preferences-sign-in', {
  en: {
    title: 'Signing in',
    document: 'Client document',
    'document.hint':
      'Some sign-in services know an app by a page about it on the web. If you have put Patchbay’s there, enter its address; otherwise leave this empty, and Patchbay registers itself.',
    'document.wrong': 'An address that starts with https://',
  },
  'zh-CN': {
    title: '登录',
    document: '客户端说明文件',
    'document.hint':
      '有些登录服务通过网上的一份文件来识别应用。如果你已发布 Patchbay 的这份文件，请填写其地址；否则留空，Patchbay 会自行注册。',
    'document.wrong': '应为以 https:// 开头的地址',
  },
});

import type { signInSectionTexts } from '../../features/preferences/sign-in-section-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof signInSectionTexts, 'zh-CN'> = {
  title: '登录',
  document: '客户端说明文件',
  'document.hint':
    '有些登录服务通过网上的一份文件来识别应用。如果你已发布 Patchbay 的这份文件，请填写其地址；否则留空，Patchbay 会自行注册。',
  'document.wrong': '应为以 https:// 开头的地址',
};

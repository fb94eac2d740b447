import type { reuseTexts } from '../../parts/sign-in/reuse-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof reuseTexts, 'zh-CN'> = {
  title: '使用 {{title}} 的登录？',
  text: '你已通过 {{title}} 登录 {{host}}。此服务器使用同一登录服务，因此无需再次登录。',
  'text.as':
    '你已通过 {{title}} 以 {{who}} 的身份登录 {{host}}。此服务器使用同一登录服务，因此无需再次登录。',
  meaning: '位于 {{place}} 的服务器将以你的名义在那里操作。',
  scopes: '它将获得的权限：',
  use: '使用 {{title}} 的登录',
};

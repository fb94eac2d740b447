import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of using the sign-in of another server. */
export const reuseTexts = defineTexts('sign-in-reuse', {
  en: {
    title: 'Use the sign-in of {{title}}?',
    text: 'With {{title}} you are signed in at {{host}}. This server uses the same sign-in service, so you need not sign in again.',
    'text.as':
      'With {{title}} you are signed in at {{host}} as {{who}}. This server uses the same sign-in service, so you need not sign in again.',
    meaning: 'The server at {{place}} then acts there in your name.',
    scopes: 'It will be allowed:',
    use: 'Use the sign-in of {{title}}',
  },
  'zh-CN': {
    title: '使用 {{title}} 的登录？',
    text: '你已通过 {{title}} 登录 {{host}}。此服务器使用同一登录服务，因此无需再次登录。',
    'text.as':
      '你已通过 {{title}} 以 {{who}} 的身份登录 {{host}}。此服务器使用同一登录服务，因此无需再次登录。',
    meaning: '位于 {{place}} 的服务器将以你的名义在那里操作。',
    scopes: '它将获得的权限：',
    use: '使用 {{title}} 的登录',
  },
});

import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about who is signed in to a server. */
export const accountTexts = defineTexts('account', {
  en: {
    title: 'Signed in',
    'title.nobody': 'Signing in',
    nobody: 'You are not signed in to this server.',
    'nobody.open': 'It works without signing in. Signed in, it may offer more.',
    with: 'Signed in with',
    since: 'Since',
    scopes: 'What it was allowed',
    lasts: 'Lasts',
    'lasts.renews': 'Renews by itself',
    'lasts.until': 'Ends in {{time}}; you will be asked to sign in then',
    'lasts.over': 'Has run out; you will be asked to sign in with the next use',
    'lasts.unknown': 'Until the server asks again',
    signOut: 'Sign out',
    'out.title': 'Sign out of {{title}}?',
    'out.text':
      'Patchbay tells the sign-in service that its access is over, forgets it here, and disconnects.',
    'out.keeps':
      'The server, its settings and what you know of its tools stay. You can sign in again whenever you like.',
    'out.stay': 'Stay signed in',
  },
  'zh-CN': {
    title: '已登录',
    'title.nobody': '登录',
    nobody: '你尚未登录这个服务器。',
    'nobody.open': '不登录也能使用；登录后它可能提供更多内容。',
    with: '登录服务',
    since: '登录于',
    scopes: '已授予的权限',
    lasts: '有效期',
    'lasts.renews': '自动续期',
    'lasts.until': '{{time}}后到期，届时会请你重新登录',
    'lasts.over': '已到期，下次使用时会请你重新登录',
    'lasts.unknown': '直到服务器再次要求登录',
    signOut: '退出登录',
    'out.title': '退出登录 {{title}}？',
    'out.text': 'Patchbay 会告知登录服务其访问权限已结束，在本机删除登录信息，并断开连接。',
    'out.keeps': '服务器、设置和工具列表都会保留，可随时重新登录。',
    'out.stay': '保持登录',
  },
});

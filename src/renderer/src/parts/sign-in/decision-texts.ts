import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the decision a person takes once about an unusual sign-in. */
export const decisionTexts = defineTexts('decision', {
  en: {
    title: 'Decide before you sign in',
    'doubt.issuer':
      'The server says that {{issuer}} signs you in, but that service calls itself {{namedIssuer}}. Go on only if both names belong to the same company.',
    'doubt.pkce':
      '{{issuer}} does not say that it protects the answer on its way back. Patchbay sends the protection all the same, but cannot know whether it is checked.',
    'doubt.site': 'The page you sign in on belongs to {{page}}, not to {{issuer}}.',
    'host.page': 'Page you sign in on: {{host}}',
    'host.exchange': 'The answer goes to: {{host}}',
    'host.registration': 'Patchbay registers at: {{host}}',
    meaning:
      'If one of these is not who you expect, somebody else could get into your account. Your decision counts for this server only, until one of the names changes.',
    agree: 'Go on and sign in',
    decline: 'Do not sign in',
  },
  'zh-CN': {
    title: '登录前请先决定',
    'doubt.issuer':
      '服务器称由 {{issuer}} 负责登录，但该服务自称 {{namedIssuer}}。只有当两个名称属于同一家公司时才继续。',
    'doubt.pkce':
      '{{issuer}} 没有说明会保护返回途中的答复。Patchbay 仍会发送保护信息，但无法知道对方是否检查。',
    'doubt.site': '登录页面属于 {{page}}，而不是 {{issuer}}。',
    'host.page': '登录页面：{{host}}',
    'host.exchange': '答复发往：{{host}}',
    'host.registration': 'Patchbay 注册于：{{host}}',
    meaning:
      '如果其中任何一个不是你所预期的，他人可能会进入你的账户。你的决定仅对此服务器有效，直到其中某个名称发生变化。',
    agree: '继续登录',
    decline: '不登录',
  },
});

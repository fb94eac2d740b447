import type { decisionTexts } from '../../parts/sign-in/decision-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof decisionTexts, 'zh-CN'> = {
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
};

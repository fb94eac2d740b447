import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of what only a few sign-in services want to be told. */
export const oauthTexts = defineTexts('oauth', {
  en: {
    redirect: 'Redirect address you registered',
    'redirect.hint': 'The one you entered where you got the client id.',
    'redirect.unsaid': 'Tried one after the other',
    rare: 'More for this sign-in service',
    parameters: 'Parameters for its page',
    'parameters.add': 'Add a parameter',
    headers: 'Headers for its tokens',
    'headers.add': 'Add a token header',
    tokenMethod: 'How the secret is sent',
    'tokenMethod.auto': 'As the service asks',
    'tokenMethod.client_secret_basic': 'In a header',
    'tokenMethod.client_secret_post': 'In the form',
    'tokenMethod.none': 'Not at all',
    revocationUrl: 'Address for signing out',
  },
  'zh-CN': {
    redirect: '你登记的重定向地址',
    'redirect.hint': '你在获取客户端 ID 的地方填写的那个地址。',
    'redirect.unsaid': '依次尝试',
    rare: '此登录服务的更多设置',
    parameters: '登录页面的参数',
    'parameters.add': '添加参数',
    headers: '令牌请求头',
    'headers.add': '添加令牌请求头',
    tokenMethod: '客户端密钥的发送方式',
    'tokenMethod.auto': '按服务的要求',
    'tokenMethod.client_secret_basic': '放在请求头中',
    'tokenMethod.client_secret_post': '放在表单中',
    'tokenMethod.none': '不发送',
    revocationUrl: '退出登录的地址',
  },
});

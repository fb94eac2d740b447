import type { oauthTexts } from '../../parts/server-form/oauth-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof oauthTexts, 'zh-CN'> = {
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
};

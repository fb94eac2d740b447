import type { accountTexts } from '../../features/detail/account-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof accountTexts, 'zh-CN'> = {
  title: '已登录',
  'title.as': '已登录：{{who}}',
  as: '账户',
  label: '你对此账户的称呼',
  'label.hint': '仅供你自己使用，例如“工作”',
  'label.save': '保存',
  'title.nobody': '登录',
  nobody: '你尚未登录这个服务器。',
  'nobody.open': '不登录也能使用；登录后它可能提供更多内容。',
  with: '登录服务',
  shared: '同时用于',
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
  'out.shared':
    'Patchbay 会删除此服务器的登录信息并断开连接。{{titles}} 使用同一登录，仍保持登录；最后一个退出时才会告知登录服务。',
  'out.one': '仅退出此服务器',
  'out.all': '全部退出（{{count}} 个）',
  'out.stay': '保持登录',
};

import type { accessTexts } from '../../features/access/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof accessTexts, 'zh-CN'> = {
  who: '谁可以使用此服务器',
  shared: '所有个人资料',
  'shared.hint': '各自决定是否启用，并有各自的值和登录。',
  private: '仅限以下个人资料',
  'private.hint': '对其他个人资料来说它不存在。',
  nobody: '在此处选择之前，没有人可以使用它。',
  leaving: '保存后它会离开当前使用的个人资料，连接会立即结束。',
  signOut: '为失去它的个人资料退出登录',
  'signOut.hint': '否则会保留其登录，以便重新获得时使用。',
  save: '保存',
  saved: '已保存',
};

import type { promptsTexts } from '../../features/prompts/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof promptsTexts, 'zh-CN'> = {
  label: '提示词',
  search_other: '筛选 {{count}} 个提示词',
  none: '这个服务器没有提供提示词。',
  get: '获取',
  needed: '此项必填。',
  'role.user': '用户',
  'role.assistant': '助手',
  empty: '这个提示词没有消息。',
  messages: '消息',
};

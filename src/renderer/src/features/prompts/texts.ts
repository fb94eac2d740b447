import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the prompts tab. */
export const promptsTexts = defineTexts('prompts', {
  en: {
    label: 'Prompts',
    search_one: 'Filter {{count}} prompt',
    search_other: 'Filter {{count}} prompts',
    none: 'This server offers no prompts.',
    get: 'Get',
    needed: 'This is needed.',
    'role.user': 'User',
    'role.assistant': 'Assistant',
    empty: 'The prompt has no messages.',
    messages: 'Messages',
  },
  'zh-CN': {
    label: '提示词',
    search_other: '筛选 {{count}} 个提示词',
    none: '这个服务器没有提供提示词。',
    get: '获取',
    needed: '此项必填。',
    'role.user': '用户',
    'role.assistant': '助手',
    empty: '这个提示词没有消息。',
    messages: '消息',
  },
});

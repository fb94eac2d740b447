import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the page that searches what every server offers. */
export const catalogTexts = defineTexts('catalog-search', {
  en: {
    title: 'Tools',
    search: 'Search everything every server offers',
    kind: 'What to search',
    'kind.tools': 'Tools',
    'kind.resources': 'Resources',
    'kind.prompts': 'Prompts',
    total_one: '{{count}} found',
    total_other: '{{count}} found',
    none: 'Nothing matches “{{search}}”.',
    'empty.tools': 'No server has offered a tool yet. They appear here once a server is ready.',
    'empty.resources': 'No server has offered a resource yet.',
    'empty.prompts': 'No server has offered a prompt yet.',
    readOnly: 'read-only',
    destructive: 'destructive',
    failed: 'The search did not work. Try again.',
  },
  'zh-CN': {
    title: '工具',
    search: '搜索所有服务器提供的内容',
    kind: '搜索范围',
    'kind.tools': '工具',
    'kind.resources': '资源',
    'kind.prompts': '提示词',
    total_other: '找到 {{count}} 个',
    none: '没有与“{{search}}”匹配的内容。',
    'empty.tools': '还没有服务器提供工具。服务器就绪后会显示在这里。',
    'empty.resources': '还没有服务器提供资源。',
    'empty.prompts': '还没有服务器提供提示词。',
    readOnly: '只读',
    destructive: '可能破坏数据',
    failed: '搜索未成功，请重试。',
  },
});

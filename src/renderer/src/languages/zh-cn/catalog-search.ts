import type { catalogTexts } from '../../features/catalog-search/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof catalogTexts, 'zh-CN'> = {
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
};

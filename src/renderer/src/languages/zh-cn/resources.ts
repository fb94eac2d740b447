import type { resourcesTexts } from '../../features/resources/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof resourcesTexts, 'zh-CN'> = {
  label: '资源',
  search_other: '筛选 {{count}} 个资源',
  none: '这个服务器没有提供资源。',
  'group.resources': '资源',
  'group.linked': '来自回答',
  linked: '某个回答提到了它',
  'group.templates': '模板',
  read: '读取',
  'template.malformed': '这个模板格式有误，无法填写。',
  'template.address': '将读取 {{uri}}',
  needed: '请至少填写一项。',
};

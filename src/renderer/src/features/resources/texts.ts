import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the resources tab. */
export const resourcesTexts = defineTexts('resources', {
  en: {
    label: 'Resources',
    search_one: 'Filter {{count}} resource',
    search_other: 'Filter {{count}} resources',
    none: 'This server offers no resources.',
    'group.resources': 'Resources',
    'group.templates': 'Templates',
    read: 'Read',
    'template.malformed': 'This template makes no sense, so nothing can be filled in.',
    'template.address': 'Reads {{uri}}',
    needed: 'Fill in at least one.',
  },
  'zh-CN': {
    label: '资源',
    search_other: '筛选 {{count}} 个资源',
    none: '这个服务器没有提供资源。',
    'group.resources': '资源',
    'group.templates': '模板',
    read: '读取',
    'template.malformed': '这个模板格式有误，无法填写。',
    'template.address': '将读取 {{uri}}',
    needed: '请至少填写一项。',
  },
});

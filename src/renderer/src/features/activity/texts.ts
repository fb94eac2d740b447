import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the page that shows what happens. */
export const activityTexts = defineTexts('activity', {
  en: {
    title: 'Activity',
    search: 'Filter what happened',
    level: 'What to show',
    'level.all': 'Everything',
    'level.important': 'Warnings and errors',
    'level.debug': 'debug',
    'level.info': 'info',
    'level.warning': 'warning',
    'level.error': 'error',
    none: 'Nothing has happened yet. What servers say and what is asked of them appears here.',
    noMatch: 'Nothing matches.',
  },
  'zh-CN': {
    title: '动态',
    search: '筛选发生的事情',
    level: '显示内容',
    'level.all': '全部',
    'level.important': '警告和错误',
    'level.debug': '调试',
    'level.info': '信息',
    'level.warning': '警告',
    'level.error': '错误',
    none: '还没有发生任何事情。服务器的输出和对它们的请求会显示在这里。',
    noMatch: '没有匹配的内容。',
  },
});

import { defineTexts } from '../i18n/define-texts.ts';

/** Words of parts that several pages use. */
export const uiTexts = defineTexts('ui', {
  en: {
    failed: 'That did not work',
    'error.show': 'Show the full error',
    'error.hide': 'Hide the full error',
    'report.copy': 'Copy report',
    copied: 'Copied',
    close: 'Close',
    'secret.show': 'Show or hide what was typed',
    'fields.left_one': '{{count}} more field is not shown yet.',
    'fields.left_other': '{{count}} more fields are not shown yet.',
    'fields.more': 'Show more',
  },
  'zh-CN': {
    failed: '操作未成功',
    'error.show': '显示完整错误',
    'error.hide': '隐藏完整错误',
    'report.copy': '复制报告',
    copied: '已复制',
    close: '关闭',
    'secret.show': '显示或隐藏输入的内容',
    'fields.left_other': '还有 {{count}} 个字段尚未显示。',
    'fields.more': '显示更多',
  },
});

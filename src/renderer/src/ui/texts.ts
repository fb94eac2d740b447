import { defineTexts } from '../i18n/define-texts.ts';

/** Words of parts that several pages use. */
export const uiTexts = defineTexts('ui', {
  en: {
    failed: 'That did not work',
    'failed.unknown': 'Something went wrong inside Patchbay. Try again.',
    'failed.storage': 'The change could not be saved on this computer. {{detail}}',
    'failed.vault': 'The secret could not be kept safely. {{detail}}',
    'failed.gone': 'This server is no longer there.',
    'failed.outdated': 'This can no longer be undone or done again: it was changed since.',
    'error.show': 'Show the full error',
    'error.hide': 'Hide the full error',
    'report.copy': 'Copy report',
    copied: 'Copied',
    close: 'Close',
    'fields.left_one': '{{count}} more field is not shown yet.',
    'fields.left_other': '{{count}} more fields are not shown yet.',
    'fields.more': 'Show more',
  },
  'zh-CN': {
    failed: '操作未成功',
    'failed.unknown': 'Patchbay 内部出现了问题。请重试。',
    'failed.storage': '更改无法保存到这台电脑。{{detail}}',
    'failed.vault': '密钥无法安全保存。{{detail}}',
    'failed.gone': '这个服务器已不存在。',
    'failed.outdated': '之后已有更改，无法再撤销或重做。',
    'error.show': '显示完整错误',
    'error.hide': '隐藏完整错误',
    'report.copy': '复制报告',
    copied: '已复制',
    close: '关闭',
    'fields.left_other': '还有 {{count}} 个字段尚未显示。',
    'fields.more': '显示更多',
  },
});

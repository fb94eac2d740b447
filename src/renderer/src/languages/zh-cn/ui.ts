import type { uiTexts } from '../../ui/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof uiTexts, 'zh-CN'> = {
  failed: '操作未成功',
  'error.show': '显示完整错误',
  'error.hide': '隐藏完整错误',
  'report.copy': '复制报告',
  copied: '已复制',
  close: '关闭',
  'secret.show': '显示或隐藏输入的内容',
  'fields.left_other': '还有 {{count}} 个字段尚未显示。',
  'fields.more': '显示更多',
};

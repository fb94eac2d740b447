import type { toolRulesTexts } from '../../features/detail/tool-rules-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof toolRulesTexts, 'zh-CN'> = {
  label: '已关闭的工具',
  off_other: '它的配置关闭了 {{count}} 个工具，不会提供给任何应用：',
  only_other: '它的配置只允许应用使用它的 {{count}} 个工具：',
  proposed_other: '另一个应用曾不经询问就运行它的 {{count}} 个工具。在这里这只是一个建议：',
  offerAll: '提供所有工具',
};

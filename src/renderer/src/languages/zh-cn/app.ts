import type { appTexts } from '../../app/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof appTexts, 'zh-CN'> = {
  profiles: '个人资料',
  badge_other: '{{count}} 个服务器需要处理',
  divider: '列表宽度',
  noneSelected: '选择一个服务器，查看它能做什么。',
  lost: '正在重新连接 Patchbay 核心…',
  'tab.overview': '概览',
  'tab.tools': '工具',
  'tab.resources': '资源',
  'tab.prompts': '提示词',
  'tab.logs': '日志',
  'tab.access': '访问',
  'tab.settings': '设置',
  'tab.unsaved': '尚未保存',
  manageProfiles: '管理个人资料…',
  actionFailed: '操作未成功',
};

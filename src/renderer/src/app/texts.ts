import { defineTexts } from '../i18n/define-texts.ts';

/** Words of the window's frame. */
export const appTexts = defineTexts('app', {
  en: {
    profiles: 'Profiles',
    badge_one: '{{count}} server needs you',
    badge_other: '{{count}} servers need you',
    divider: 'Width of the list',
    noneSelected: 'Choose a server to see what it can do.',
    lost: 'Connecting to Patchbay’s core again…',
    'tab.overview': 'Overview',
    'tab.tools': 'Tools',
    'tab.resources': 'Resources',
    'tab.prompts': 'Prompts',
    'tab.logs': 'Logs',
    'tab.access': 'Access',
    'tab.settings': 'Settings',
    manageProfiles: 'Manage profiles…',
    actionFailed: 'That did not work',
  },
  'zh-CN': {
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
    manageProfiles: '管理个人资料…',
    actionFailed: '操作未成功',
  },
});

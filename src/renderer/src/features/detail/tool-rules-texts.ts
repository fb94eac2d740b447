import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about single tools that a configuration has switched off, or let run without asking. */
export const toolRulesTexts = defineTexts('toolRules', {
  en: {
    label: 'Tools that are off',
    off_one: 'Its configuration switched off {{count}} tool; no app is offered it:',
    off_other: 'Its configuration switched off {{count}} tools; no app is offered them:',
    only_one: 'Its configuration lets apps use only {{count}} of its tools:',
    only_other: 'Its configuration lets apps use only {{count}} of its tools:',
    proposed_one:
      'Another app ran {{count}} tool of it without asking. That is a proposal and nothing more here:',
    proposed_other:
      'Another app ran {{count}} tools of it without asking. That is a proposal and nothing more here:',
    offerAll: 'Offer all tools',
  },
  'zh-CN': {
    label: '已关闭的工具',
    off_other: '它的配置关闭了 {{count}} 个工具，不会提供给任何应用：',
    only_other: '它的配置只允许应用使用它的 {{count}} 个工具：',
    proposed_other: '另一个应用曾不经询问就运行它的 {{count}} 个工具。在这里这只是一个建议：',
    offerAll: '提供所有工具',
  },
});

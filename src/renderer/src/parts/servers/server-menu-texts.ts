import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the menu of a server. */
export const serverMenuTexts = defineTexts('serverMenu', {
  en: {
    label: 'Actions for {{title}}',
    edit: 'Edit',
    turnOff: 'Turn off',
    disconnect: 'Disconnect',
    openLog: 'Open log',
    duplicate: 'Duplicate…',
    copyJson: 'Copy as JSON',
    copyName: 'Copy name',
    remove: 'Remove',
    access: 'Who may use it',
    everybody: 'Every profile',
    only: 'Only {{title}}',
    choose: 'Choose…',
  },
  'zh-CN': {
    label: '{{title}} 的操作',
    edit: '编辑',
    turnOff: '关闭',
    disconnect: '断开连接',
    openLog: '打开日志',
    duplicate: '创建副本…',
    copyJson: '复制为 JSON',
    copyName: '复制名称',
    remove: '移除',
    access: '谁可以使用',
    everybody: '所有个人资料',
    only: '仅 {{title}}',
    choose: '选择…',
  },
});

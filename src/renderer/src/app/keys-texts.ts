import { defineTexts } from '../i18n/define-texts.ts';

/** Words of the overlay that shows the keys. */
export const keysTexts = defineTexts('keys', {
  en: {
    title: 'Keys',
    palette: 'Everything by name',
    add: 'Add a server',
    addNow: 'Add what the form shows',
    search: 'Search in the page',
    run: 'Run the tool',
    nextProfile: 'Switch to the next profile',
    settings: 'Settings',
    undo: 'Undo a removal, an import or a change of access',
    redo: 'Do again what was undone',
    move: 'Move in the list',
    open: 'Go to the details',
    pages: 'Change the page',
    close: 'Close what is on top',
    keys: 'Show this',
  },
  'zh-CN': {
    title: '快捷键',
    palette: '按名称查找一切',
    add: '添加服务器',
    addNow: '添加表单中的服务器',
    search: '在本页搜索',
    run: '运行工具',
    nextProfile: '切换到下一个个人资料',
    settings: '设置',
    undo: '撤销移除、导入或访问更改',
    redo: '重做已撤销的更改',
    move: '在列表中移动',
    open: '转到详情',
    pages: '切换页面',
    close: '关闭最上层',
    keys: '显示本页',
  },
});

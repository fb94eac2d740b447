import type { keysTexts } from '../../app/keys-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof keysTexts, 'zh-CN'> = {
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
};

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
  favorite: '收藏或取消收藏',
  moveUp: '在列表中上移服务器',
  moveDown: '在列表中下移服务器',
  settings: '设置',
  undo: '撤销移除、导入或访问更改',
  redo: '重做已撤销的更改',
  move: '在列表中移动',
  open: '转到详情',
  close: '关闭最上层',
  keys: '显示本页',
  several: '选择多个服务器',
  fixed: '固定不变',
  searchQuickly: '在本页搜索（不在输入框中时）',
  change: '更改',
  'change.of': '更改快捷键：{{what}}',
  press: '请按下按键…',
  usual: '恢复默认',
  'usual.of': '恢复默认快捷键：{{what}}',
  'usual.all': '全部恢复默认',
  'refused.taken': '{{keys}} 已用于：{{what}}。',
  'refused.notFree':
    '{{keys}} 属于系统或文本编辑。可以选择 Ctrl 或 ⌘ 加一个键、F1 至 F9，或单独一个符号。',
};

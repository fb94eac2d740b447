import type { serverMenuTexts } from '../../parts/servers/server-menu-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof serverMenuTexts, 'zh-CN'> = {
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
};

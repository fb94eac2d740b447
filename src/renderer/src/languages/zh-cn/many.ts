import type { manyTexts } from '../../parts/servers/many-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof manyTexts, 'zh-CN'> = {
  title_other: '已选择 {{count}} 个服务器',
  hint: '按住 Shift 选择一段，按住 {{key}} 添加或去掉一个。',
  list: '已选择的服务器',
  turnOn: '打开',
  turnOff: '关闭',
  allow: '允许…',
  access: '谁可以使用…',
  remove: '移除…',
  clear: '只选一个',
  'remove.title_other': '移除 {{count}} 个服务器？',
  'remove.text':
    '它们的设置、机密、登录和日志会一并移除，正在运行的会停止。十分钟内撤销一次即可全部恢复。',
  'remove.keep': '保留',
  'remove.go': '移除',
  'access.title': '谁可以使用这些服务器',
  'access.everybody': '所有个人资料',
  'access.only': '仅 {{title}}',
  'access.leaving': '当前的个人资料不在其中，它们会从此列表消失。',
  'access.signOut': '让失去服务器的个人资料退出登录',
  'access.signOut.hint': '否则登录会保留，服务器恢复后继续使用。',
  'access.cancel': '取消',
  'access.go': '保存',
  'allow.title': '允许它们启动的内容',
  'allow.text': '选择你认识其命令或地址的服务器，它们会立即尝试连接。',
  'allow.none': '没有服务器在等你同意。',
  'allow.all': '全部',
  'allow.list': '它们启动或联系的内容',
  'allow.go_other': '允许 {{count}} 个服务器',
  'allow.close': '关闭',
};

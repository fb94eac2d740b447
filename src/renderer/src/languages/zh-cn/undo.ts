import type { undoTexts } from '../../app/undo-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof undoTexts, 'zh-CN'> = {
  undo: '撤销',
  redo: '重做',
  'redo.named': '重做：{{what}}',
  named: '撤销：{{what}}',
  undone: '已撤销：{{what}}。',
  'what.server-removed': '移除 {{title}}',
  'what.server-shared': '共享 {{title}}',
  'what.server-made-private': '将 {{title}} 设为私有',
  'what.access-changed': '更改谁可以使用 {{title}}',
  'what.profile-removed': '移除个人资料 {{title}}',
  'what.servers-imported': '导入 {{title}}',
  'what.app-connected': '连接 {{title}}',
  'what.app-disconnected': '断开 {{title}}',
  'what.servers-moved-in': '移入 {{title}} 的服务器',
  'done.servers-moved-in': '{{title}} 的服务器已移到这里，目前处于关闭状态。',
  'done.app-connected': 'Patchbay 已加入 {{title}} 的设置。',
  'done.app-disconnected': '{{title}} 的设置中已不再有 Patchbay。',
  'done.servers-imported': '已导入：{{title}}。',
  'done.server-removed': '已移除 {{title}}。',
  'done.server-shared': '现在所有个人资料都可以使用 {{title}}。',
  'done.server-made-private': '现在只有选定的个人资料可以使用 {{title}}。',
  'done.access-changed': '可以使用 {{title}} 的个人资料已更改。',
  'done.profile-removed': '已移除个人资料 {{title}}。',
};

import { defineTexts } from '../i18n/define-texts.ts';

/** Words about taking a change back. */
export const undoTexts = defineTexts('undo', {
  en: {
    undo: 'Undo',
    named: 'Undo: {{what}}',
    undone: 'Taken back: {{what}}.',
    'what.server-removed': 'remove {{title}}',
    'what.server-shared': 'share {{title}}',
    'what.server-made-private': 'make {{title}} private',
    'what.access-changed': 'who may use {{title}}',
    'what.profile-removed': 'remove profile {{title}}',
    'what.servers-imported': 'import {{title}}',
    'done.servers-imported': 'Imported: {{title}}.',
    'done.server-removed': '{{title}} was removed.',
    'done.server-shared': 'Every profile may use {{title}} now.',
    'done.server-made-private': 'Only chosen profiles may use {{title}} now.',
    'done.access-changed': 'Other profiles may use {{title}} now.',
    'done.profile-removed': 'The profile {{title}} was removed.',
  },
  'zh-CN': {
    undo: '撤销',
    named: '撤销：{{what}}',
    undone: '已撤销：{{what}}。',
    'what.server-removed': '移除 {{title}}',
    'what.server-shared': '共享 {{title}}',
    'what.server-made-private': '将 {{title}} 设为私有',
    'what.access-changed': '更改谁可以使用 {{title}}',
    'what.profile-removed': '移除个人资料 {{title}}',
    'what.servers-imported': '导入 {{title}}',
    'done.servers-imported': '已导入：{{title}}。',
    'done.server-removed': '已移除 {{title}}。',
    'done.server-shared': '现在所有个人资料都可以使用 {{title}}。',
    'done.server-made-private': '现在只有选定的个人资料可以使用 {{title}}。',
    'done.access-changed': '可以使用 {{title}} 的个人资料已更改。',
    'done.profile-removed': '已移除个人资料 {{title}}。',
  },
});

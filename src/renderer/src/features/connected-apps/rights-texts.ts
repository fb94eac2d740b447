import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about what one app sees. */
export const rightsTexts = defineTexts('app-rights', {
  en: {
    open: 'What it sees…',
    title: 'What {{title}} sees',
    lets: 'Let it use my servers',
    'lets.hint': 'Turned off, it gets nothing and its calls are refused.',
    which: 'Which servers',
    all: 'Every server',
    'all.hint': 'Also those you add later.',
    some: 'Only these',
    'some.hint': 'A server you add later is not among them.',
    none: 'It sees no server until you choose one.',
    readOnly: 'Only tools that say they only read',
    'readOnly.hint': 'It does not get the others, and cannot call them.',
    'unproven.locked':
      'What you chose cannot be looked up while the key of your secrets is not there. Until then it gets nothing.',
    'unproven.not-sealed':
      'The record of what you chose is damaged or was not made by Patchbay. It gets nothing until you save here.',
    save: 'Save',
    cancel: 'Cancel',
  },
  'zh-CN': {
    open: '它能看到什么…',
    title: '{{title}} 能看到什么',
    lets: '允许它使用我的服务器',
    'lets.hint': '关闭后它得不到任何内容，其调用会被拒绝。',
    which: '哪些服务器',
    all: '所有服务器',
    'all.hint': '包括以后添加的。',
    some: '仅限以下',
    'some.hint': '以后添加的服务器不在其中。',
    none: '在你选择之前，它看不到任何服务器。',
    readOnly: '仅限自称只读取的工具',
    'readOnly.hint': '其他工具它得不到，也无法调用。',
    'unproven.locked': '密钥不可用时，无法查到你的选择。在此之前它得不到任何内容。',
    'unproven.not-sealed':
      '你的选择记录已损坏，或不是由 Patchbay 写下的。在你于此处保存之前，它得不到任何内容。',
    save: '保存',
    cancel: '取消',
  },
});

import type { rightsTexts } from '../../features/connected-apps/rights-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof rightsTexts, 'zh-CN'> = {
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
  'unproven.not-the-last':
    '你的选择记录不见了，或不是最新的一份。在你于此处保存之前，它得不到任何内容。',
  save: '保存',
  cancel: '取消',
};

import { defineTexts } from '../../i18n/define-texts.ts';

/** Words around what servers ask. */
export const questionTexts = defineTexts('questions', {
  en: {
    title: '{{server}} asks you something',
    'title.url': '{{server}} wants to open a page',
    more_one: '{{count}} more question waits',
    more_other: '{{count}} more questions wait',
    words: 'These words and fields are the server’s. It gets what you enter here.',
    'words.url': 'What you enter on that page goes to {{host}}, not through Patchbay.',
    send: 'Send',
    open: 'Open {{host}}',
    decline: 'Decline',
    'problem.required': 'Please fill this in.',
    'problem.other': 'This is not what the server asked for.',
    gone: 'The server does not wait for this answer any more.',
    notOpened: 'This page cannot be opened. Only safe addresses (https) are.',
  },
  'zh-CN': {
    title: '{{server}} 想问你',
    'title.url': '{{server}} 想打开一个页面',
    more_other: '还有 {{count}} 个问题在等待',
    words: '这些文字和字段来自服务器。你在此填写的内容会发送给它。',
    'words.url': '你在该页面填写的内容会发给 {{host}}，不经过 Patchbay。',
    send: '发送',
    open: '打开 {{host}}',
    decline: '拒绝',
    'problem.required': '请填写此项。',
    'problem.other': '这不符合服务器的要求。',
    gone: '服务器已不再等待此回答。',
    notOpened: '无法打开此页面。只能打开安全地址（https）。',
  },
});

import type { questionTexts } from '../../features/questions/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof questionTexts, 'zh-CN'> = {
  title: '{{server}} 想问你',
  'title.url': '{{server}} 想打开一个页面',
  more_other: '还有 {{count}} 个问题在等待',
  words: '这些文字和字段来自服务器。你在此填写的内容会发送给它。',
  'words.url': '你在该页面填写的内容会发给 {{host}}，不经过 Patchbay。',
  send: '发送',
  open: '打开 {{host}}',
  'visit.first': '完成之后，刚才的操作会继续。',
  'visit.title': '{{server}} 正在等你访问一个页面',
  'visit.open':
    '{{host}} 已在浏览器中打开。你在那里完成后，这里会自动继续。如果没有继续，请点击“我已完成”。',
  'visit.again': '重新打开',
  'visit.done': '我已完成',
  'visit.stop': '放弃',
  decline: '拒绝',
  'leave.text': '服务器将在没有你的回答的情况下继续，你填写的内容会丢失。',
  'leave.stay': '继续填写',
  'leave.go': '不回答',
  'problem.required': '请填写此项。',
  'problem.other': '这不符合服务器的要求。',
  choices_other: '共有 {{count}} 个可选值：输入即可查找',
  waits: '{{server}} 有问题想问你。',
  'waits.hint': '它会等你输入完毕。',
  answer: '回答',
  gone: '服务器已不再等待此回答。',
  notOpened: '无法打开此页面。只能打开安全地址（https）。',
};

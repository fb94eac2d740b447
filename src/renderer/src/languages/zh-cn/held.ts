import type { heldTexts } from '../../features/detail/held-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof heldTexts, 'zh-CN'> = {
  title_other: '已拦下 {{count}} 处更改',
  text: '这个服务器说的内容与之前不同。在你接受之前，应用继续使用你同意过的内容，或者暂时得不到该工具。',
  keptText: '你已看过这些更改，并选择继续拦下。',
  'unproven.title': '应用得不到这个服务器的任何内容',
  'unproven.locked': '密钥不可用时，无法查到你同意过什么。请解锁，或接受服务器现在的内容。',
  'unproven.not-sealed':
    '你同意内容的记录已损坏，或不是由 Patchbay 写下的。请查看这个服务器的工具，然后接受它现在的内容。',
  'unproven.not-the-last':
    '你同意内容的记录被删除了，或被换成了较早的一份。请查看这个服务器的工具，然后接受它现在的内容。',
  versions: '你同意时的版本是 {{before}}，现在是 {{now}}。',
  'list.instructions': '说明',
  'list.tools': '工具',
  'list.prompts': '提示词',
  'list.resourceTemplates': '资源模板',
  'kind.hidden-characters': '隐藏字符',
  'kind.new-required-argument': '需要新的参数',
  'kind.read-only-lost': '不再是只读',
  'kind.weaker-promise': '现在可能造成破坏',
  'kind.new': '新增',
  'kind.removed': '已移除',
  'kind.shape': '参数或结果不同',
  'kind.annotations': '对自身行为的说法不同',
  'kind.words': '文字不同',
  withheld: '应用得不到它。',
  agreedOne: '应用得到的是你同意过的版本。',
  before: '同意过的',
  now: '现在的',
  more: '显示更多（还有 {{count}} 处）',
  accept: '接受',
  keep: '继续拦下',
  acceptAll: '接受这个服务器的全部内容',
};

import type { cautionTexts } from '../../parts/cautions/caution-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof cautionTexts, 'zh-CN'> = {
  mark: '值得一看',
  title_other: '有 {{count}} 处值得一看',
  text: '固定规则在这个服务器对自己的描述中发现了这些。它们可能无害，本身不会改变任何事情。',
  more: '显示全部 {{count}} 处',
  at: '位于 {{place}}',
  'list.instructions': '说明',
  'list.tools': '工具',
  'list.prompts': '提示词',
  'list.resourceTemplates': '资源模板',
  'rule.hidden-characters': '其中有你看不见的字符。',
  'rule.overrides-instructions': '它要求 AI 抛开其他指示。',
  'rule.hides-from-you': '它要求 AI 对你隐瞒某些事。',
  'rule.speaks-to-models': '其中有只有 AI 会读到的标签或注释。',
  'rule.secret-places': '它提到存放密钥或账户的位置。',
  'rule.takes-conversation': '它索要你的对话或 AI 的指示。',
  'rule.steers-other-tools': '它想抢在其他工具之前，或取代它们。',
  'rule.sends-elsewhere': '它给出了一个要发送内容的地址。',
  'rule.reads-files-along': '它要求附带传入文件或密钥。',
  'rule.odd-name': '它的名称混用了两种字母。',
  'rule.confusable-name': '它的名称与 {{other}} 的一个工具相似。',
  'rule.claims-other-server': '它使用了应用所知的 {{other}} 某个工具的名称。',
  'rule.mentions-other-server': '它提到了 {{other}}。',
};

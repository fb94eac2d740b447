import type { callTexts } from '../../features/access/call-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof callTexts, 'zh-CN'> = {
  title: 'AI 应用可以做什么',
  text: '应用使用工具之前，Patchbay 会先问你。你在此的决定适用于所有应用。',
  believe: '相信此服务器对其工具的说明',
  'believe.hint': '自称只读取的工具将不再询问即可使用。',
  ours: 'Patchbay 自带的只读工具无需询问即可使用。',
  incomplete: '你之前在此的决定无法得到证实，因此会重新询问你。请检查这些选择。',
  all: '对所有工具',
  'choice.always': '始终允许',
  'choice.ask': '询问',
  'choice.never': '从不',
  'choice.of': '应用可以使用 {{tool}} 吗？',
  none: '它还没有工具。',
  more: '显示更多（{{count}}）',
  find: '查找工具',
  apps: '无需询问即允许',
  'apps.none': '没有应用因你选择“始终允许”而可以不经询问使用工具。',
  'apps.tools': '{{app}}：{{tools}}',
  command: '终端',
  token: '使用令牌的应用',
  forget: '重新询问',
  'forget.named': '对 {{app}} 重新询问',
  'claim.reads': '自称只读取',
  'claim.changes': '可能会更改内容',
  'claim.destroys': '可能会更改或删除内容',
};

import type { cautionTexts } from '../../parts/cautions/caution-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof cautionTexts, 'ja'> = {
  mark: '要確認',
  title_other: '確認したほうがよい箇所が {{count}} 件',
  text: 'サーバーの説明から、決められた規則で見つかったものです。無害な場合もあり、これだけで動作は変わりません。',
  more: '{{count}} 件すべて表示',
  at: '場所: {{place}}',
  'list.instructions': '指示',
  'list.tools': 'ツール',
  'list.prompts': 'プロンプト',
  'list.resourceTemplates': 'リソーステンプレート',
  'rule.hidden-characters': '目に見えない文字が含まれています。',
  'rule.overrides-instructions': 'AI に他の指示を無視するよう求めています。',
  'rule.hides-from-you': 'AI にあなたへの隠し事を求めています。',
  'rule.speaks-to-models': 'AI だけが読むタグやコメントが含まれています。',
  'rule.secret-places': 'キーやアカウントの保管場所に言及しています。',
  'rule.takes-conversation': '会話内容や AI への指示を求めています。',
  'rule.steers-other-tools': '他のツールより先に、または代わりに使われようとしています。',
  'rule.sends-elsewhere': '何かを送信する先のアドレスが書かれています。',
  'rule.reads-files-along': 'ファイルやキーを渡すよう求めています。',
  'rule.odd-name': '名前に 2 種類の文字体系が混ざっています。',
  'rule.confusable-name': '名前が「{{other}}」のツールに似ています。',
  'rule.claims-other-server': 'アプリで使われる「{{other}}」のツールの名前と同じです。',
  'rule.mentions-other-server': '「{{other}}」に言及しています。',
};

import type { heldTexts } from '../../features/detail/held-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof heldTexts, 'ja'> = {
  title_other: '{{count}} 件の変更を保留中',
  text: 'このサーバーの説明が以前と異なります。承認するまで、アプリには同意済みの内容が提供されるか、ツールが提供されません。',
  keptText: '確認済みで、保留を続けています。',
  'unproven.title': 'アプリにはこのサーバーの内容が提供されません',
  'unproven.locked':
    'シークレットの鍵がない間は、同意内容を確認できません。ロックを解除するか、現在のサーバーの内容を承認してください。',
  'unproven.not-sealed':
    '同意内容の記録が壊れているか、Patchbay が作成したものではありません。このサーバーのツールを確認し、現在の内容を承認してください。',
  'unproven.not-the-last':
    '同意内容の記録が削除されたか、以前のものに置き換えられました。このサーバーのツールを確認し、現在の内容を承認してください。',
  versions: '同意時のバージョン {{before}}、現在 {{now}}。',
  'list.instructions': '指示',
  'list.tools': 'ツール',
  'list.prompts': 'プロンプト',
  'list.resourceTemplates': 'リソーステンプレート',
  'kind.hidden-characters': '隠れた文字',
  'kind.new-required-argument': '新しい必須項目',
  'kind.read-only-lost': '読み取り専用ではなくなった',
  'kind.weaker-promise': '破壊的な操作の可能性',
  'kind.new': '新規',
  'kind.removed': '削除',
  'kind.shape': '入出力の変更',
  'kind.annotations': '動作の説明の変更',
  'kind.words': '文言の変更',
  withheld: 'アプリには提供されません。',
  agreedOne: 'アプリには同意済みの内容が提供されます。',
  before: '同意済み',
  now: '現在',
  more: 'さらに表示 (残り {{count}})',
  accept: '承認',
  keep: '保留を続ける',
  acceptAll: 'このサーバーのすべてを承認',
};

import type { rightsTexts } from '../../features/connected-apps/rights-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof rightsTexts, 'ja'> = {
  open: '表示範囲…',
  title: '{{title}} に見える範囲',
  lets: 'サーバーの使用を許可する',
  'lets.hint': 'オフにすると何も提供されず、呼び出しは拒否されます。',
  which: '対象のサーバー',
  all: 'すべてのサーバー',
  'all.hint': '今後追加するサーバーも含みます。',
  some: '選択したもののみ',
  'some.hint': '今後追加するサーバーは含まれません。',
  none: '選ぶまで、どのサーバーも見えません。',
  readOnly: '読み取り専用と示されたツールのみ',
  'readOnly.hint': 'それ以外は提供されず、呼び出せません。',
  'unproven.locked':
    'シークレットの鍵がない間は、選択内容を確認できません。それまで何も提供されません。',
  'unproven.not-sealed':
    '選択内容の記録が壊れているか、Patchbay が作成したものではありません。ここで保存するまで何も提供されません。',
  'unproven.not-the-last':
    '選択内容の記録がないか、最新のものではありません。ここで保存するまで何も提供されません。',
  save: '保存',
  cancel: 'キャンセル',
};

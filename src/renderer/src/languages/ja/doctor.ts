import type { doctorTexts } from '../../features/doctor/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof doctorTexts, 'ja'> = {
  title: '診断: {{title}}',
  looking: '必要なものを確認しています…',
  again: 'もう一度確認',
  'no-program.title': 'このサーバーは、このコンピューターのプログラムではありません。',
  'no-program.text': 'ここで確認するものはありません。詳しくはエラーをご覧ください。',
  'nothing-missing.title': '必要なものはすべてあります。',
  'nothing-missing.text':
    '「{{command}}」は {{file}} です。インストールした直後の場合は、もう一度お試しください。',
  'runtime-missing.title': '{{runtime}} がインストールされていないか、検索対象の場所にありません。',
  'runtime-missing.text':
    'このサーバーを起動する「{{command}}」は {{runtime}} に含まれています。インストールしてから、もう一度確認してください。',
  'command-missing.title': '「{{command}}」は、プログラムを検索するどのフォルダーにもありません。',
  'command-missing.text':
    'つづりを確認するか、提供元の手順でインストールするか、設定でフルパスを入力してください。',
  'whole-line.title': '「{{command}}」は 1 つのプログラムではなく、コマンドライン全体です。',
  'whole-line.text': '設定で、コマンドに「{{program}}」を、続く各語を引数として入力してください。',
  'not-executable.title': 'ファイルはありますが、実行できません。',
  'not-executable.text': '{{file}} がプログラムであれば、実行権限が必要です。',
  'interpreter-missing.title': 'スクリプトに必要な「{{interpreter}}」がありません。',
  'interpreter-missing.text':
    '{{file}} の実行に使われます。インストールしてから、もう一度確認してください。',
  'windows-line-ends.title': 'スクリプトが Windows の形式で保存されています。',
  'windows-line-ends.text':
    'このシステムでは先頭行を読み取れません。{{file}} を Unix の改行 (LF) で保存してください。',
  'helper-missing.title': 'プログラムは起動しますが、別のプログラムが見つかりません。',
  'helper-missing.text':
    '{{file}} はありますが、実行しようとしたものがありません。名前はログにあります。インストールした直後の場合は、もう一度お試しください。',
  'folder-missing.title': '実行先のフォルダーがありません。',
  'folder-missing.text':
    '{{folder}} は存在しません。作成するか、設定で別のフォルダーを選んでください。',
  do: 'できること',
  'do.run': 'ターミナルで:',
  'do.visit': '提供元のページ:',
  programs: '検索したプログラム',
  'program.found': 'あり',
  'program.not-found': 'なし',
  'program.not-executable': 'プログラムではない',
  'program.own': 'このサーバーのコマンド',
  folders_other: '{{count}} 個のフォルダーを検索',
  'path.definition': 'このサーバーの設定の PATH によるものです。',
  'path.login-shell': 'ターミナルと同じシェルの設定と、通常の場所によるものです。',
  'path.inherited': 'Patchbay の起動環境と、通常の場所によるものです。',
  'folder.gone': 'なし',
  'folder.there': 'あり',
};

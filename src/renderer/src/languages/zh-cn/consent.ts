import type { consentTexts } from '../../parts/consent/consent-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof consentTexts, 'zh-CN'> = {
  'program.title': '这会以你的权限运行一个程序',
  'program.text': '将启动的就是下面这些，没有其他：',
  'address.title': 'Patchbay 将连接此地址',
  'builtIn.title': 'Patchbay 自带：不启动程序，也不使用网络',
  cwd: '所在文件夹',
  env: '设置以下变量',
  'env.vault': '来自保险库',
  fromVault: '由保险库填入',
  fromSystem: '按这台电脑上的值填入',
  unset: '尚待填写',
  more: '再显示 {{count}} 个字符',
  less: '收起',
  inherited:
    '它还会得到系统的常用设置，例如 PATH、主文件夹、语言和代理；不会得到 Patchbay 的其他任何内容。',
  'warning.unpinned': '每次都会获取最新版本。若要固定版本，请写明：{{bare}}@1.2.3',
  'warning.secret':
    '机密 {{about}} 会出现在命令行中，这台电脑上的其他程序可以读到它。如果该程序能从环境变量读取，请改用环境变量。',
  'warning.likelySecret':
    '第 {{part}} 部分看起来是机密。它以明文保存并出现在命令行中，这台电脑上的其他程序可以读到它。',
  'warning.invisible': '第 {{part}} 部分含有不可见字符，已标出。',
  'warning.shell': '整条命令行会交给 {{about}} 执行。',
};

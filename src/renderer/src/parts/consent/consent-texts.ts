import { defineTexts } from '../../i18n/define-texts.ts';

/** Words around what will be started or contacted. */
export const consentTexts = defineTexts('consent', {
  en: {
    'program.title': 'This runs a program with your rights',
    'program.text': 'Exactly this will be started, and nothing else:',
    'address.title': 'Patchbay will contact this address',
    'builtIn.title': 'Part of Patchbay: starts no program and uses no network',
    cwd: 'In the folder',
    env: 'With these variables set',
    'env.vault': 'from the vault',
    fromVault: 'Filled in from the vault',
    fromSystem: 'Filled in with what it is on this computer',
    unset: 'Still to be filled in',
    more: 'Show {{count}} more characters',
    less: 'Show less',
    inherited:
      'It also gets the usual settings of your system, such as PATH, the home folder, language and proxies; nothing else of Patchbay.',
    'warning.unpinned':
      'The newest version is fetched each time. To stay with one, write its version: {{bare}}@1.2.3',
    'warning.secret':
      'The secret {{about}} is passed on the command line, where other programs on this computer can read it. If the program can take it from an environment variable, use that instead.',
    'warning.likelySecret':
      'Part {{part}} looks like a secret. It is kept in plain text and passed on the command line, where other programs on this computer can read it.',
    'warning.invisible': 'Part {{part}} holds characters that do not show; they are marked.',
    'warning.shell': 'A whole command line is handed to {{about}}.',
  },
  'zh-CN': {
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
  },
});

import { defineTexts } from '../i18n/define-texts.ts';

/** Words around what will be started or contacted. */
export const consentTexts = defineTexts('consent', {
  en: {
    'program.title': 'This runs a program with your rights',
    'program.text': 'Exactly this will be started, and nothing else:',
    'address.title': 'Patchbay will contact this address',
    'builtIn.title': 'Part of Patchbay: starts no program and uses no network',
    cwd: 'In the folder',
    env: 'With these variables set',
    'warning.unpinned':
      'The newest version is fetched each time. To stay with one, write its version: {{bare}}@1.2.3',
    'warning.environment': 'The variable {{about}} can make a program run other code.',
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
    'warning.unpinned': '每次都会获取最新版本。若要固定版本，请写明：{{bare}}@1.2.3',
    'warning.environment': '变量 {{about}} 可能使程序运行其他代码。',
    'warning.invisible': '第 {{part}} 部分含有不可见字符，已标出。',
    'warning.shell': '整条命令行会交给 {{about}} 执行。',
  },
});

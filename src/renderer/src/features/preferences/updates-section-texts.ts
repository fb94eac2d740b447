import { defineTexts } from '../../i18n/define-texts.ts';

/** Words about newer versions. */
export const updatesSectionTexts = defineTexts('preferences-updates', {
  en: {
    title: 'Updates',
    daily: 'Look for a newer version once a day',
    'daily.hint':
      'Asks where Patchbay is published, and sends nothing about you or your servers. Nothing is ever downloaded or installed by itself.',
    check: 'Check for updates',
    checking: 'Checking…',
    'state.not-asked': 'Nobody has looked yet.',
    'state.no-feed':
      'This Patchbay was made from its sources and does not know where newer ones are published.',
    'state.current': 'This is the newest version. Looked on {{when}}.',
    'state.newer': 'Patchbay {{version}} is there. Looked on {{when}}.',
    'failed.unreachable':
      'The place where Patchbay is published did not answer. Are you online? Asked on {{when}}.',
    'failed.refused':
      'The place where Patchbay is published refused to answer, perhaps because it is asked too often. Asked on {{when}}.',
    'failed.unreadable':
      'What was answered names no version of Patchbay. A proxy or sign-in page may be in between. Asked on {{when}}.',
    notes: 'What is new in {{version}}',
    get: 'Open its page',
    'get.hint': 'Your browser shows where to get it. Your servers and settings stay as they are.',
    notOpened: 'Its page could not be opened in a browser.',
  },
  'zh-CN': {
    title: '更新',
    daily: '每天检查一次新版本',
    'daily.hint':
      '只询问 Patchbay 的发布处，不发送关于你或服务器的任何信息。绝不会自行下载或安装。',
    check: '检查更新',
    checking: '正在检查…',
    'state.not-asked': '尚未检查过。',
    'state.no-feed': '此 Patchbay 由源代码构建，不知道新版本在哪里发布。',
    'state.current': '已是最新版本。检查于{{when}}。',
    'state.newer': 'Patchbay {{version}} 已发布。检查于{{when}}。',
    'failed.unreachable': 'Patchbay 的发布处没有回应。是否已联网？检查于{{when}}。',
    'failed.refused': 'Patchbay 的发布处拒绝回应，可能是询问过于频繁。检查于{{when}}。',
    'failed.unreadable':
      '得到的回应中没有 Patchbay 的版本，中间可能有代理或登录页面。检查于{{when}}。',
    notes: '{{version}} 的新内容',
    get: '打开发布页面',
    'get.hint': '浏览器会显示获取方式。你的服务器和设置保持不变。',
    notOpened: '无法在浏览器中打开发布页面。',
  },
});

import type { updatesSectionTexts } from '../../features/preferences/updates-section-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof updatesSectionTexts, 'zh-CN'> = {
  title: '更新',
  daily: '每天检查一次新版本',
  'daily.hint': '只询问 Patchbay 的发布处，不发送关于你或服务器的任何信息。绝不会自行下载或安装。',
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
};

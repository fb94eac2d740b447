import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the page with the person's choices. */
export const preferencesTexts = defineTexts('preferences', {
  en: {
    title: 'Settings',
    look: 'Look',
    theme: 'Colours',
    'theme.system': 'As the system',
    'theme.light': 'Light',
    'theme.dark': 'Dark',
    language: 'Language',
    'language.system': 'As the system',
    desktop: 'On your desktop',
    closeToTray: 'Keep running in the tray when the window is closed',
    'closeToTray.hint': 'Where the desktop shows no tray, closing the window ends Patchbay.',
    launchAtLogin: 'Start when I sign in to this computer',
    'launchAtLogin.hint': 'It starts quietly, without its window.',
    connecting: 'Connecting',
    concurrent: 'Servers connecting at the same time',
    'concurrent.hint': 'A smaller number is gentler to a slow computer.',
    secrets: 'Where are my secrets?',
    'vault.not-opened':
      'You have none yet. The first key you enter is encrypted and kept on this computer.',
    'vault.ready': 'They are encrypted on this computer; the key to them lies in {{place}}.',
    'vault.memory-only':
      'They are kept only until Patchbay ends, because this computer offers no safe place. Install or unlock a keyring to keep them.',
    'vault.locked':
      'They are safe on this computer, but {{place}} is locked. Unlock it, then try again.',
    'vault.backend-changed':
      'They were locked with another keyring than the one here now. Sign in to your desktop as before to read them again.',
    'vault.restored':
      'Their file was damaged; the copy kept before was restored. A key entered last may be missing.',
    'vault.lost':
      'Their file cannot be read any more. Enter your keys again where they are asked for.',
    'vault.key-missing':
      'The key to them is gone from {{place}}. They are still here, encrypted, in case it comes back.',
    'place.keyring': 'the keyring of your desktop',
    'place.keychain': 'the keychain of this computer',
    'place.windows': 'your Windows account',
    'secrets.show': 'See what is stored',
    'secrets.rule':
      'Secrets are never shown again, never written to a log, and never leave this computer except to the server they belong to.',
    data: 'Your data',
    'data.text':
      'Servers, settings and logs are files on this computer. There is no account, and nothing is reported to anybody.',
    about: 'About',
    version: 'Patchbay {{version}}',
    keys: 'Show the keys',
  },
  'zh-CN': {
    title: '设置',
    look: '外观',
    theme: '颜色',
    'theme.system': '跟随系统',
    'theme.light': '浅色',
    'theme.dark': '深色',
    language: '语言',
    'language.system': '跟随系统',
    desktop: '桌面',
    closeToTray: '关闭窗口后继续在托盘中运行',
    'closeToTray.hint': '如果桌面没有托盘，关闭窗口会退出 Patchbay。',
    launchAtLogin: '登录这台电脑时启动',
    'launchAtLogin.hint': '安静地启动，不显示窗口。',
    connecting: '连接',
    concurrent: '同时连接的服务器数量',
    'concurrent.hint': '较小的数值对较慢的电脑更友好。',
    secrets: '我的机密存放在哪里？',
    'vault.not-opened': '目前还没有。你输入的第一个密钥会加密保存在这台电脑上。',
    'vault.ready': '它们加密保存在这台电脑上；解密的钥匙在{{place}}中。',
    'vault.memory-only':
      '只保留到 Patchbay 退出为止，因为这台电脑没有安全的存放处。安装或解锁密钥环即可长期保存。',
    'vault.locked': '它们安全地保存在这台电脑上，但{{place}}已锁定。请解锁后重试。',
    'vault.backend-changed': '它们由另一个密钥环锁定。请像以前一样登录桌面，以便再次读取。',
    'vault.restored': '机密文件曾损坏，已恢复之前的副本。最近输入的密钥可能缺失。',
    'vault.lost': '机密文件已无法读取。请在需要的地方重新输入密钥。',
    'vault.key-missing': '它们的钥匙已不在{{place}}中。机密仍加密保存在这里，以备钥匙恢复。',
    'place.keyring': '桌面密钥环',
    'place.keychain': '这台电脑的钥匙串',
    'place.windows': '你的 Windows 账户',
    'secrets.show': '查看已保存的内容',
    'secrets.rule': '机密不会再次显示，不会写入日志，除了发送给所属的服务器外不会离开这台电脑。',
    data: '你的数据',
    'data.text': '服务器、设置和日志都是这台电脑上的文件。没有账户，也不会向任何人报告。',
    about: '关于',
    version: 'Patchbay {{version}}',
    keys: '显示快捷键',
  },
});

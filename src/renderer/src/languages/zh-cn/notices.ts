import type { noticeTexts } from '../../app/notice-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof noticeTexts, 'zh-CN'> = {
  'see.secrets': '我的机密存放在哪里？',
  'title.REGISTRY_RESTORED': '服务器已恢复',
  'text.REGISTRY_RESTORED': '文件曾损坏，已使用之前的副本。最近的更改可能缺失。',
  'title.REGISTRY_LOST': '无法读取服务器',
  'text.REGISTRY_LOST': '文件已损坏，已另存，没有删除任何内容。',
  'title.REGISTRY_TOO_NEW': '服务器由更新版本的 Patchbay 保存',
  'text.REGISTRY_TOO_NEW': '此版本无法读取，将保持原样。请更新。',
  'title.SERVER_RECORD_INVALID': '有一个服务器无法读取',
  'text.SERVER_RECORD_INVALID': '其记录已保留但不使用。其他服务器正常。问题所在：{{path}}。',
  'title.HANDLE_TAKEN': '“{{title}}”在应用中使用另一个简称',
  'text.HANDLE_TAKEN':
    '文件中写的是“{{wished}}”，但它属于另一个服务器。应用会以“{{handle}}”找到它；你可以在它的设置中更改。',
  'title.RECORD_LEFT_OUT': '“{{name}}”的部分内容无法显示',
  'text.RECORD_LEFT_OUT':
    '它不符合应有的格式，因此没有显示；没有删除任何内容。其他一切正常。问题所在：{{place}}。',
  'title.FILE_EDITED': '{{file}} 在 Patchbay 之外被更改',
  'text.FILE_EDITED': '更改已生效。新增或更改的程序要等你同意后才会启动。',
  'title.FILE_NOT_RELOADED': '{{file}} 的更改无法使用',
  'text.FILE_NOT_RELOADED':
    'Patchbay 继续使用之前的内容；如果需要保存，会把你的版本另存在旁边。问题所在：{{place}}。',
  'title.DATA_FOLDER_IN_USE': '另一个 Patchbay 正在使用这些数据',
  'text.DATA_FOLDER_IN_USE': '在另一个退出之前，此处的更改不会保存。',
  'title.VAULT_MEMORY_ONLY': '机密只保留到 Patchbay 退出为止',
  'text.VAULT_MEMORY_ONLY': '这台电脑没有安全的存放处。安装或解锁密钥环即可长期保存。',
  'title.VAULT_LOCKED': '机密已锁定',
  'text.VAULT_LOCKED': '没有丢失任何内容。请解锁这台电脑的密钥环，然后让 Patchbay 重试。',
  'title.VAULT_BACKEND_CHANGED': '机密属于另一个密钥环',
  'text.VAULT_BACKEND_CHANGED': '这台电脑现在提供的密钥环与当初锁定机密的不同。没有丢失任何内容。',
  'title.VAULT_KEY_MISSING': '机密的钥匙不见了',
  'text.VAULT_KEY_MISSING': '这台电脑的密钥环中已没有它。没有删除任何内容。',
  'title.VAULT_RESTORED': '机密已恢复',
  'text.VAULT_RESTORED': '文件曾损坏，已使用之前的副本。最近输入的可能缺失。',
  'title.VAULT_LOST': '无法读取机密',
  'text.VAULT_LOST': '文件已损坏，已另存，没有删除任何内容。',
  'title.SIGN_IN_ANSWER_REFUSED': '未接受一次登录的返回结果',
  'text.SIGN_IN_ANSWER_REFUSED':
    '它不属于 Patchbay 正在等待的任何登录。如果你刚刚登录过，请重新开始。',
  'title.STORAGE_FAILED': '更改无法保存',
  'text.STORAGE_FAILED': '请检查磁盘是否已满。之前保存的内容完好。',
  'title.INSTALL_LINK': '有链接提供了一个服务器',
  'text.INSTALL_LINK': '关闭当前打开的内容后即可查看。',
  'title.LINK_REFUSED': '无法使用该链接',
  'text.LINK_REFUSED': '其中没有此版本 Patchbay 能理解的服务器。未做任何更改。',
  'title.LINK_TOO_LONG': '无法使用该链接',
  'text.LINK_TOO_LONG':
    '它太长，这台电脑无法传递。未做任何更改。请复制其中的内容，用“添加服务器”粘贴。',
  'title.LINK_UNREADABLE': '无法使用该链接',
  'text.LINK_UNREADABLE':
    '它在传递中损坏，或被伪装成其他链接：其中含有链接不应有的字符。未做任何更改。',
  'title.CERTIFICATES_UNUSABLE': '无法使用额外的证书',
  'text.CERTIFICATES_UNUSABLE':
    '{{file}} 不存在，或其中没有 PEM 格式的证书。请在设置的“网络”中选择其他文件。',
  'title.SYSTEM_CERTIFICATES_UNREAD': '无法读取这台电脑的证书',
  'text.SYSTEM_CERTIFICATES_UNREAD':
    '只有这台电脑信任的服务器（例如使用公司证书的服务器）会被拒绝。请在设置的“网络”中选择含有该证书的文件。',
  'title.CHANGES_HELD_BACK': '{{title}} 更改了告诉 AI 应用的内容',
  'text.CHANGES_HELD_BACK_other':
    '有 {{count}} 项更改被暂缓：应用仍使用您同意过的内容。可在该服务器的页面查看。',
  'see.changes': '查看更改',
  'title.APP_ENTRY_REMOVED': '{{title}} 已不再连接',
  'text.APP_ENTRY_REMOVED': 'Patchbay 被其他程序从它的设置中移除了。',
  'title.APP_ENTRY_EDITED': '{{title}} 的设置被更改了',
  'text.APP_ENTRY_EDITED': '其他程序更改了它启动 Patchbay 的方式。',
  'title.APP_SERVERS_ADDED': '{{title}} 又有了自己的服务器',
  'text.APP_SERVERS_ADDED_other': '{{names}} 被放在 Patchbay 旁边。可以将其移入。',
  'see.apps': '查看已连接的应用',
  'title.APP_REPLACED': 'Patchbay 已更新',
  'text.APP_REPLACED': '正在运行的仍是旧版本。请从托盘或按 Ctrl+Q 退出，然后重新启动。',
  'title.UPDATE_AVAILABLE': 'Patchbay {{version}} 已发布',
  'text.UPDATE_AVAILABLE': '没有下载任何内容。设置中说明了新内容以及从哪里获取。',
  'see.update': '查看新内容',
  'title.DOOR_PORT_TAKEN': 'AI 应用需通过另一个端口连接 Patchbay',
  'text.DOOR_PORT_TAKEN':
    '端口 {{wanted}} 被其他程序占用，目前使用 {{port}}。按 {{wanted}} 设置的应用暂时无法连接，直到该程序结束，或在应用设置中改为新端口。',
  'title.DOOR_NOT_OPENED': 'AI 应用无法连接你的服务器',
  'text.DOOR_NOT_OPENED':
    '此窗口中的一切正常。请在设置的“AI 应用”中将入口关闭再打开以重试。问题所在：{{detail}}。',
  'title.ORPHANS_ENDED': 'Patchbay 上次没有正常退出',
  'text.ORPHANS_ENDED': '已结束脱离 Patchbay 仍在运行的服务器程序：{{count}} 个。',
};

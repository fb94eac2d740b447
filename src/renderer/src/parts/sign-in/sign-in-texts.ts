import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of signing in and of how it ended. */
export const signInTexts = defineTexts('sign-in', {
  en: {
    'waiting.title': 'Go on in your browser',
    'waiting.deep-link':
      'Sign in there. When the browser then asks to open Patchbay, allow it; Patchbay connects by itself.',
    'waiting.loopback':
      'Sign in there. The last page says when it is done; Patchbay connects by itself.',
    'ahead.host': 'You sign in at {{host}}.',
    'waiting.host': 'The page is at {{host}}.',
    'waiting.long':
      'Does the browser show an error, or does nothing happen? Try another way back with the button below.',
    'waiting.left': 'Patchbay waits for another {{time}}.',
    'closed.title': 'No browser could be opened',
    'closed.text':
      'Copy the link and open it in a browser on this computer. Patchbay waits for another {{time}}.',
    open: 'Open the browser again',
    openFirst: 'Try to open it again',
    copy: 'Copy the link',
    copied: 'Copied',
    paste: 'Paste the answer',
    other: 'Try another way',
    'other.hint': 'Starts anew and comes back to Patchbay by another road.',
    cancel: 'Cancel',
    again: 'Sign in again',
    dismiss: 'Dismiss',
    'expired.title': 'Nobody came back from the browser',
    'expired.text':
      'A sign-in is open for ten minutes; this one is over. Nothing was changed, so sign in again whenever you like.',
    'answer.label': 'The address your browser shows',
    'answer.hint':
      'If the browser ends on a page that it cannot show, copy the whole address of that page and paste it here. It begins with {{start}}',
    'answer.finish': 'Finish signing in',
    'refused.NOT_A_CALLBACK':
      'This is not the address at the end of a sign-in. Copy it from the address bar of the last page.',
    'refused.MALFORMED': 'A part of the address is missing. Copy all of it, to the last character.',
    'refused.TOO_LONG': 'This is too long to be the address.',
    'refused.UNKNOWN_STATE':
      'It belongs to another sign-in. Use the address of the one that was opened last.',
    'refused.WRONG_ADDRESS':
      'It belongs to another way of coming back. Use the address of the page opened last.',
    'refused.ALREADY_USED': 'It was used already. Open the browser again to get a new one.',
    'refused.CANCELLED': 'That sign-in was cancelled. Use the address of the one opened last.',
    'refused.EXPIRED': 'It came too late. Sign in again to get a new one.',
    'refused.other': 'It could not be used. Open the browser again to get a new one.',
  },
  'zh-CN': {
    'waiting.title': '请在浏览器中继续',
    'waiting.deep-link': '在那里登录。浏览器询问是否打开 Patchbay 时请允许；之后会自动连接。',
    'waiting.loopback': '在那里登录。最后一页会提示已完成；之后会自动连接。',
    'ahead.host': '将在 {{host}} 登录。',
    'waiting.host': '页面位于 {{host}}。',
    'waiting.long': '浏览器显示错误，或没有任何反应？请用下面的按钮换一种返回方式。',
    'waiting.left': 'Patchbay 还会等待 {{time}}。',
    'closed.title': '无法打开浏览器',
    'closed.text': '复制链接，在这台电脑的浏览器中打开。Patchbay 还会等待 {{time}}。',
    open: '再次打开浏览器',
    openFirst: '再试着打开',
    copy: '复制链接',
    copied: '已复制',
    paste: '粘贴返回的地址',
    other: '换一种方式',
    'other.hint': '重新开始，并以另一种方式回到 Patchbay。',
    cancel: '取消',
    again: '重新登录',
    dismiss: '知道了',
    'expired.title': '没有收到浏览器的回应',
    'expired.text': '一次登录保留十分钟，这一次已结束。没有任何改动，可随时重新登录。',
    'answer.label': '浏览器显示的地址',
    'answer.hint':
      '如果浏览器最后停在无法显示的页面，请复制该页的完整地址并粘贴到这里。它的开头是 {{start}}',
    'answer.finish': '完成登录',
    'refused.NOT_A_CALLBACK': '这不是登录结束时的地址。请从最后一页的地址栏复制。',
    'refused.MALFORMED': '地址不完整，请从头到尾全部复制。',
    'refused.TOO_LONG': '这段文字太长，不会是那个地址。',
    'refused.UNKNOWN_STATE': '它属于另一次登录。请使用最近一次打开的页面的地址。',
    'refused.WRONG_ADDRESS': '它属于另一种返回方式。请使用最近一次打开的页面的地址。',
    'refused.ALREADY_USED': '它已经用过了。请再次打开浏览器获取新的地址。',
    'refused.CANCELLED': '那次登录已取消。请使用最近一次打开的页面的地址。',
    'refused.EXPIRED': '已经太晚了。请重新登录以获取新的地址。',
    'refused.other': '无法使用它。请再次打开浏览器获取新的地址。',
  },
});

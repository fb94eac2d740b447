import type { recipientTexts } from '../../parts/consent/recipient-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof recipientTexts, 'zh-CN'> = {
  title: '现在可以把此密钥发往另一个地址吗？',
  'title.host': '现在可以把此密钥发往 {{host}} 吗？',
  'title.program': '现在可以把密钥交给此程序吗？',
  to: '将发往',
  from: '原本保存给',
  advice: '拿到密钥的一方都能使用它。只有在你清楚这项更改时才允许。',
  program: '一个程序',
  'built-in': 'Patchbay 自带的部分',
  unknown: '当时尚未记录的地方',
  server: '用于服务器 {{server}}',
};

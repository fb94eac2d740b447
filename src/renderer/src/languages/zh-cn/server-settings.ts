import type { settingsTabTexts } from '../../features/server-settings/texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof settingsTabTexts, 'zh-CN'> = {
  save: '保存',
  saved: '已保存。',
  discard: '放弃更改',
  allow: '允许并保存',
  back: '返回编辑',
  changed: '它启动的内容有变化，请再确认一次。',
  'recipient.allow': '发往新地址并保存',
  'recipient.forget': '不带密钥保存',
  handle: '在 AI 应用中的简称',
  'handle.hint':
    '放在它提供的每项内容之前，例如 {{example}}。更改后，你在应用中以旧名称授予的许可需要重新授予。',
  'handle.save': '更名',
  'handle.invalid': '最多 20 个小写字母、数字和连字符，以字母或数字开头。',
  'handle.taken': '另一个服务器已使用这个简称。',
  'handle.failed': '未能保存，请重试。',
  values: '已填写的值',
  'value.set': '填写',
  'value.replace': '替换',
  'value.unsendable': '其中含有无法发送的字符 {{character}}。请去掉后重新填写。',
  'value.clear': '清除',
  'value.isSet': '已填写',
  'value.isNotSet': '尚未填写',
  'value.optional': '可以留空',
  'value.default': '未填写时使用：{{value}}',
};

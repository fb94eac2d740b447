import { defineTexts } from '../../i18n/define-texts.ts';

/** Words of the tab that edits a server. */
export const settingsTabTexts = defineTexts('server-settings', {
  en: {
    save: 'Save',
    saved: 'Saved.',
    discard: 'Discard changes',
    allow: 'Allow and save',
    back: 'Back to editing',
    changed: 'What it starts has changed, so please look once more.',
    values: 'Filled-in values',
    'value.set': 'Set',
    'value.replace': 'Replace',
    'value.unsendable': 'It contains {{character}}, which cannot be sent. Enter it without.',
    'value.clear': 'Clear',
    'value.isSet': 'Filled in',
    'value.isNotSet': 'Still empty',
    'value.optional': 'May stay empty',
    'value.default': 'Unless filled in: {{value}}',
  },
  'zh-CN': {
    save: '保存',
    saved: '已保存。',
    discard: '放弃更改',
    allow: '允许并保存',
    back: '返回编辑',
    changed: '它启动的内容有变化，请再确认一次。',
    values: '已填写的值',
    'value.set': '填写',
    'value.replace': '替换',
    'value.unsendable': '其中含有无法发送的字符 {{character}}。请去掉后重新填写。',
    'value.clear': '清除',
    'value.isSet': '已填写',
    'value.isNotSet': '尚未填写',
    'value.optional': '可以留空',
    'value.default': '未填写时使用：{{value}}',
  },
});

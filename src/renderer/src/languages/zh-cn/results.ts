import type { resultTexts } from '../../parts/runs/result-texts.ts';
import type { WordsOf } from '../../i18n/define-texts.ts';

export const words: WordsOf<typeof resultTexts, 'zh-CN'> = {
  'tree.label': '树状回答',
  'tree.search': '在回答中搜索',
  'tree.copyPath': '复制路径',
  'tree.none': '其中没有匹配的内容。',
  'tree.cut': '行数超出树状视图的范围。全部内容在“JSON”中。',
  'tree.object_other': '{{count}} 个字段',
  'tree.list_other': '列表（{{count}} 项）',
  'picture.open': '以完整大小显示图片',
  'picture.title': '图片',
  'picture.copy': '复制图片',
  'picture.copied': '已复制',
  'picture.failed': '无法复制图片。',
  sound: '服务器返回的声音',
  save: '保存…',
};

import type { ImportProblemSentences } from '../../../../shared/i18n/import-problems.ts';

export const words: ImportProblemSentences = {
  FILE_GONE: '该文件已不存在。',
  FILE_TOO_LARGE: '文件超过 10 MB。',
  FILE_NOT_REGULAR: '这个名称不是文件。',
  FILE_ACCESS_DENIED: '当前账户无权读取该文件。',
  FILE_LINK_BROKEN: '链接没有指向任何文件。',
  FILE_CHANGING: '读取时文件一直在变化。请稍后再试。',
  FILE_NOT_TEXT: '文件不是 UTF-8 文本。',
  FILE_CREDENTIALS: '绝不会读取存有其他应用凭据的文件。',
  FILE_IO_ERROR: '无法读取该文件。',
  SERVERS_NOT_BLOCK: '此处应为一组服务器。',
  BUNDLE_UNREADABLE: '无法打开捆绑包：它已损坏，或者不是捆绑包。',
  BUNDLE_UNSAFE: '已拒绝该捆绑包：它会写入不允许的位置。',
  BUNDLE_TOO_LARGE: '该捆绑包的大小超出任何服务器所需。',
  BUNDLE_CHANGED: '查看之后捆绑包发生了变化。请重新查看。',
  BUNDLE_NOT_UNPACKED: '无法解开捆绑包。请检查磁盘是否已满。',
  BUNDLE_MANIFEST: '捆绑包没有正确说明要启动什么。',
  BUNDLE_OTHER_SYSTEM: '该捆绑包适用于其他系统。',
  EXPORT_DAMAGED: '这个 Patchbay 文件已损坏、不完整或被手动修改过。',
  EXPORT_TOO_NEW: '这个文件由更新版本的 Patchbay 写入。请更新后重试。',
};

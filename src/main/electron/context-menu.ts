import { Menu } from 'electron';
import type { BrowserWindow, ContextMenuParams, MenuItemConstructorOptions } from 'electron';

import type { Language } from '../../shared/i18n/phrase.ts';
import { contextMenu } from '../shell/context-menu.ts';
import { menuWords } from '../shell/app-menu-texts.ts';

/** Opens the menu of texts, fields and pictures on a right click, where a page has none of its own. */
export function openContextMenus(window: BrowserWindow, language: () => Language): void {
  const { webContents } = window;
  webContents.on('context-menu', (_event, params) => {
    const say = menuWords(language());
    const lines = contextMenu(factsOf(params));
    if (lines.length === 0) return;
    const items = lines.map((line): MenuItemConstructorOptions => {
      if (line.kind === 'separator') return { type: 'separator' };
      const label = say(line.word);
      if (line.kind === 'role') return { role: line.role, label, enabled: line.isEnabled };
      return { label, click: () => webContents.copyImageAt(params.x, params.y) };
    });
    Menu.buildFromTemplate(items).popup({ window });
  });
}

function factsOf({ isEditable, selectionText, mediaType, editFlags }: ContextMenuParams) {
  return {
    isEditable,
    hasSelection: selectionText.trim() !== '',
    isPicture: mediaType === 'image',
    can: editFlags,
  };
}

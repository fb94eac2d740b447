import { Menu, nativeTheme, Tray } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';

import type { ShellCommand } from '../shell/shell-command.ts';
import type { TrayItem, TrayModel } from '../shell/tray-model.ts';
import { menuImage, trayImage } from './tray-images.ts';

/** Patchbay's icon among those of the system. */
export interface AppTray extends Disposable {
  /** Shows a model; what has not changed is left alone, so that an open menu stays open. */
  show(model: TrayModel): void;
}

/** Puts an icon into the tray; `onCommand` hears clicks. Its creator disposes it. */
export function openTray(first: TrayModel, onCommand: (command: ShellCommand) => void): AppTray {
  const tray = new Tray(trayImage(first.level));
  let shown: TrayModel | undefined;
  const show = (model: TrayModel) => {
    if (shown?.level !== model.level) tray.setImage(trayImage(model.level));
    if (shown?.tooltip !== model.tooltip) tray.setToolTip(model.tooltip);
    if (JSON.stringify(shown?.items) !== JSON.stringify(model.items)) {
      tray.setContextMenu(menuOf(model.items, onCommand, forget));
    }
    shown = model;
  };
  // A click moves the mark of a choice by itself, whatever comes of it: what is shown is not known.
  const forget = () => (shown &&= { ...shown, items: [] });
  const onTheme = () => {
    const model = shown ?? first;
    shown = undefined;
    show(model);
  };
  show(first);
  // On macOS a click opens the menu.
  if (process.platform !== 'darwin') tray.on('click', () => onCommand({ kind: 'open' }));
  nativeTheme.on('updated', onTheme);
  return {
    show,
    [Symbol.dispose]() {
      nativeTheme.off('updated', onTheme);
      tray.destroy();
    },
  };
}

function menuOf(
  items: readonly TrayItem[],
  onCommand: (command: ShellCommand) => void,
  onChosen: () => void,
): Menu {
  return Menu.buildFromTemplate(
    items.map((item): MenuItemConstructorOptions => {
      if (item.kind === 'separator') return { type: 'separator' };
      return {
        // A single one would mark the key that follows it.
        label: item.label.replaceAll('&', '&&'),
        icon: item.level === null ? undefined : menuImage(item.level),
        ...(item.isChosen === undefined ? {} : { type: 'radio', checked: item.isChosen }),
        click: () => {
          if (item.isChosen !== undefined) onChosen();
          onCommand(item.command);
        },
      };
    }),
  );
}

import { app, clipboard, dialog, Menu, shell } from 'electron';
import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { join } from 'node:path';

import type { Language } from '../../shared/i18n/phrase.ts';
import type { WindowCommand } from '../../shared/domain/window-command.ts';
import { appMenu } from '../shell/app-menu.ts';
import type { MenuBarEntry, MenuCommand, MenuFacts, MenuLine } from '../shell/app-menu.ts';
import { menuWords } from '../shell/app-menu-texts.ts';
import type { MenuWord } from '../shell/app-menu-texts.ts';
import { buildKind, shownName } from './build-kind.ts';
import { bringToFront } from './closing.ts';

/** What the application menu needs. */
export interface AppMenuDeps {
  readonly window: BrowserWindow;
  readonly dataFolder: string;
  readonly language: () => Language;
  /** Asks the window to do something. */
  readonly ask: (command: WindowCommand) => void;
  /** What whoever helps needs to know, free of secrets. */
  readonly report: () => string;
}

/** The application menu; shows what it is told of, and does nothing when that is what it shows. */
export interface ShownAppMenu {
  show(facts: Pick<MenuFacts, 'hasServer' | 'shortcuts'>): void;
}

/** Puts the application menu, in the language of the window, in place of Electron's own. */
export function openAppMenu(deps: AppMenuDeps): ShownAppMenu {
  app.setAboutPanelOptions({
    applicationName: shownName,
    applicationVersion: app.getVersion(),
    version: `Electron ${process.versions.electron}`,
    copyright: 'MIT',
  });
  let shown = '';
  const run = (command: MenuCommand) => runCommand(deps, command);
  return {
    show({ hasServer, shortcuts }) {
      const isMac = process.platform === 'darwin';
      const language = deps.language();
      const key = JSON.stringify([language, hasServer, shortcuts]);
      if (key === shown) return;
      shown = key;
      const isDevelopment = buildKind === 'development';
      const bar = appMenu({ isMac, isDevelopment, hasServer, shortcuts });
      Menu.setApplicationMenu(Menu.buildFromTemplate(bar.map(menuIn(menuWords(language), run))));
    },
  };
}

type Say = (word: MenuWord) => string;

function menuIn(say: Say, run: (command: MenuCommand) => void) {
  return ({ word, lines }: MenuBarEntry): MenuItemConstructorOptions => ({
    label: word === 'app' ? shownName : say(word),
    submenu: lines.flatMap((line) => itemsOf(line, say, run)),
  });
}

function itemsOf(
  line: MenuLine,
  say: Say,
  run: (command: MenuCommand) => void,
): MenuItemConstructorOptions[] {
  if (line.kind === 'separator') return [{ type: 'separator' }];
  const label = say(line.word);
  if (line.kind === 'role') {
    const item: MenuItemConstructorOptions = { role: line.role, label };
    if (line.role !== 'zoomIn') return [item];
    // The key with the plus sign needs no Shift for people.
    const plain = { ...item, accelerator: 'CmdOrCtrl+=', visible: false };
    return [item, { ...plain, acceleratorWorksWhenHidden: true }];
  }
  return [
    {
      label,
      enabled: line.isEnabled,
      // The window hears its keys itself; here they are shown.
      ...(line.keys !== undefined && { accelerator: line.keys, registerAccelerator: false }),
      click: () => run(line.command),
    },
  ];
}

function runCommand(deps: AppMenuDeps, command: MenuCommand): void {
  const { window, dataFolder, ask, report, language } = deps;
  switch (command.kind) {
    case 'window':
      bringToFront(window);
      ask(command.command);
      return;
    case 'open-data-folder':
      void shell.openPath(dataFolder);
      return;
    case 'open-licences':
      void shell.openPath(licencesFile());
      return;
    case 'report-problem':
      void offerReport(window, report(), menuWords(language()));
  }
}

/** Beside the program in a package, and where the clone has it otherwise. */
function licencesFile(): string {
  if (!app.isPackaged) return join(app.getAppPath(), 'LICENSE');
  return join(app.getPath('exe'), '..', 'LICENSES.third-party.txt');
}

async function offerReport(window: BrowserWindow, text: string, say: Say): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    message: say('reportTitle'),
    detail: `${say('reportText')}\n\n${text}`,
    buttons: [say('copy'), say('cancel')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) void clipboard.writeText(text);
}

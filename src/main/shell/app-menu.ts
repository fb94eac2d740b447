import { acceleratorOf } from '../../shared/domain/shortcuts.ts';
import type { Shortcuts } from '../../shared/domain/shortcuts.ts';
import type { WindowCommand } from '../../shared/domain/window-command.ts';
import type { MenuWord } from './app-menu-texts.ts';

/** What a line of the application menu does: something in the window, or something of main's own. */
export type MenuCommand =
  | { readonly kind: 'window'; readonly command: WindowCommand }
  | { readonly kind: 'report-problem' | 'open-data-folder' | 'open-licences' };

/** What the system itself does with a line; names of Electron's menu roles. */
export type MenuRole =
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'pasteAndMatchStyle'
  | 'delete'
  | 'selectAll'
  | 'zoomIn'
  | 'zoomOut'
  | 'resetZoom'
  | 'togglefullscreen'
  | 'reload'
  | 'toggleDevTools'
  | 'minimize'
  | 'zoom'
  | 'front'
  | 'close'
  | 'quit'
  | 'about'
  | 'hide'
  | 'hideOthers'
  | 'unhide';

/** One line of the application menu. */
export type MenuLine =
  | { readonly kind: 'separator' }
  | { readonly kind: 'role'; readonly word: MenuWord; readonly role: MenuRole }
  | {
      readonly kind: 'command';
      readonly word: MenuWord;
      readonly command: MenuCommand;
      /** The keys that do it in the window, as Electron writes them; shown only. */
      readonly keys?: string;
      readonly isEnabled: boolean;
    };

/** One of the menus in the bar. */
export interface MenuBarEntry {
  readonly word: MenuWord | 'app';
  readonly lines: readonly MenuLine[];
}

/** What the menu depends on. */
export interface MenuFacts {
  readonly isMac: boolean;
  /** A clone that is run: its page can be loaded again and looked into. */
  readonly isDevelopment: boolean;
  /** Whether a server is shown, which the menu for servers is about. */
  readonly hasServer: boolean;
  /** The keys that do things in the window. */
  readonly shortcuts: Shortcuts;
}

const separator = { kind: 'separator' } as const;

function role(word: MenuWord, name: MenuRole): MenuLine {
  return { kind: 'role', word, role: name };
}

function inWindow(
  word: MenuWord,
  command: WindowCommand,
  keys?: string,
  isEnabled = true,
): MenuLine {
  const what = { kind: 'window', command } as const;
  return { kind: 'command', word, command: what, isEnabled, ...(keys !== undefined && { keys }) };
}

function own(word: MenuWord, kind: Exclude<MenuCommand['kind'], 'window'>): MenuLine {
  return { kind: 'command', word, command: { kind }, isEnabled: true };
}

/** The application menu: a pure answer to its facts, without words of any language. */
export function appMenu(facts: MenuFacts): readonly MenuBarEntry[] {
  const { isMac, isDevelopment, hasServer, shortcuts } = facts;
  const keys = (action: keyof Shortcuts) => acceleratorOf(shortcuts[action]);
  return [
    ...(isMac ? [{ word: 'app', lines: macLines(keys) } as const] : []),
    { word: 'file', lines: fileLines(isMac, keys) },
    { word: 'edit', lines: editLines(keys) },
    { word: 'view', lines: viewLines(isDevelopment, keys) },
    { word: 'server', lines: serverLines(hasServer) },
    { word: 'window', lines: windowLines(isMac) },
    { word: 'help', lines: helpLines(isMac, keys) },
  ];
}

type Keys = (action: keyof Shortcuts) => string;

const settingsLine = (keys: Keys): MenuLine => inWindow('settings', 'settings', keys('settings'));

function macLines(keys: Keys): readonly MenuLine[] {
  return [
    role('about', 'about'),
    separator,
    settingsLine(keys),
    separator,
    role('hide', 'hide'),
    role('hideOthers', 'hideOthers'),
    role('showAll', 'unhide'),
    separator,
    role('quit', 'quit'),
  ];
}

function fileLines(isMac: boolean, keys: Keys): readonly MenuLine[] {
  return [
    inWindow('add', 'add', keys('add')),
    separator,
    inWindow('import', 'import'),
    inWindow('importFile', 'import-file'),
    inWindow('export', 'export'),
    separator,
    ...(isMac ? [] : [settingsLine(keys), separator]),
    role('close', 'close'),
    ...(isMac ? [] : [role('quit', 'quit')]),
  ];
}

function editLines(keys: Keys): readonly MenuLine[] {
  return [
    role('undo', 'undo'),
    role('redo', 'redo'),
    separator,
    role('cut', 'cut'),
    role('copy', 'copy'),
    role('paste', 'paste'),
    role('pastePlain', 'pasteAndMatchStyle'),
    role('delete', 'delete'),
    role('selectAll', 'selectAll'),
    separator,
    inWindow('findAnything', 'find-anything', keys('palette')),
    inWindow('findHere', 'find-here', keys('search')),
  ];
}

function viewLines(isDevelopment: boolean, keys: Keys): readonly MenuLine[] {
  return [
    inWindow('servers', 'page-servers', keys('servers')),
    inWindow('tools', 'page-tools', keys('tools')),
    inWindow('activity', 'page-activity', keys('activity')),
    inWindow('apps', 'page-apps', keys('apps')),
    separator,
    inWindow('sidebar', 'sidebar'),
    separator,
    role('zoomReset', 'resetZoom'),
    role('zoomIn', 'zoomIn'),
    role('zoomOut', 'zoomOut'),
    separator,
    role('fullScreen', 'togglefullscreen'),
    ...(isDevelopment
      ? [separator, role('reload', 'reload'), role('developerTools', 'toggleDevTools')]
      : []),
  ];
}

function serverLines(isOn: boolean): readonly MenuLine[] {
  return [
    inWindow('serverEdit', 'server-edit', undefined, isOn),
    inWindow('serverLog', 'server-log', undefined, isOn),
    separator,
    inWindow('serverReconnect', 'server-reconnect', undefined, isOn),
    inWindow('serverDisconnect', 'server-disconnect', undefined, isOn),
    inWindow('serverOnOff', 'server-on-off', undefined, isOn),
    separator,
    inWindow('serverDuplicate', 'server-duplicate', undefined, isOn),
    inWindow('serverCopy', 'server-copy', undefined, isOn),
    separator,
    inWindow('serverRemove', 'server-remove', undefined, isOn),
  ];
}

function windowLines(isMac: boolean): readonly MenuLine[] {
  return [
    role('minimize', 'minimize'),
    ...(isMac ? [role('zoom', 'zoom'), separator, role('front', 'front')] : []),
  ];
}

function helpLines(isMac: boolean, keys: Keys): readonly MenuLine[] {
  return [
    inWindow('keys', 'keys', keys('keys')),
    separator,
    own('report', 'report-problem'),
    own('dataFolder', 'open-data-folder'),
    own('licences', 'open-licences'),
    ...(isMac ? [] : [separator, role('about', 'about')]),
  ];
}

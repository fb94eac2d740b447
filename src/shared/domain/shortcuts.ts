/**
 * What a key of its own does anywhere in the window, with the keys it has until somebody chooses
 * others. Keys are written `Mod+Shift+P`: `Mod` is Cmd on macOS and Ctrl elsewhere. With Alt (Option),
 * which writes signs, only arrows make a shortcut.
 */
export const usualShortcuts = {
  palette: 'Mod+K',
  add: 'Mod+N',
  search: 'Mod+F',
  'search-quickly': '/',
  'next-profile': 'Mod+Shift+P',
  favorite: 'Mod+D',
  'move-up': 'Alt+ArrowUp',
  'move-down': 'Alt+ArrowDown',
  undo: 'Mod+Z',
  redo: 'Mod+Shift+Z',
  servers: 'Mod+1',
  tools: 'Mod+2',
  activity: 'Mod+3',
  apps: 'Mod+4',
  settings: 'Mod+,',
  keys: '?',
} as const;

/** One of the things that have keys of their own. */
export type ShortcutAction = keyof typeof usualShortcuts;

/** All of them, in the order they are shown in. */
export const shortcutActions = Object.keys(usualShortcuts) as ShortcutAction[];

/** Keys that a person chose; what is not in it has its usual ones. */
export type ChosenShortcuts = Readonly<Partial<Record<ShortcutAction, string>>>;

/** The keys of every action. */
export type Shortcuts = Readonly<Record<ShortcutAction, string>>;

/** What a key press says about itself. */
export interface PressedKeys {
  readonly key: string;
  /** The key for commands is held: Cmd on macOS, Ctrl elsewhere. */
  readonly isCommand: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Keys that belong to the system, to texts or to the parts of the window. */
const taken: ReadonlySet<string> = new Set([
  ...['A', 'C', 'V', 'X', 'Shift+V', 'Q', 'W', 'M', '0', '+', '-', '=', 'Y', 'Enter'].map(
    (key) => `Mod+${key}`,
  ),
  ...['F10', 'F11', 'F12'],
]);

const functionKey = /^F\d{1,2}$/;
const arrow = /^Arrow(?:Up|Down)$/;

/** The keys of every action, with those a person chose. */
export function shortcutsWith(chosen: ChosenShortcuts): Shortcuts {
  return { ...usualShortcuts, ...chosen };
}

/** The keys that were pressed, written as in {@link usualShortcuts}; null while none is complete. */
export function shortcutOf({ key, isCommand, shiftKey, altKey }: PressedKeys): string | null {
  if (altKey) {
    const isAlone = !isCommand && !shiftKey;
    return isAlone && arrow.test(key) ? `Alt+${key}` : null;
  }
  const isFunction = functionKey.test(key);
  // Other words are keys that are held, or that write no sign.
  if (key.length > 1 && !isFunction && key !== 'Enter') return null;
  const name = key.length === 1 ? key.toUpperCase() : key;
  // Which sign a key writes with Shift is its own matter.
  const isLetter = /^\p{L}$/u.test(key);
  const hasShift = shiftKey && (isLetter || isFunction);
  return `${isCommand ? 'Mod+' : ''}${hasShift ? 'Shift+' : ''}${name}`;
}

/** Whether keys may be given to an action; those of the system and of texts may not. */
export function isFree(shortcut: string): boolean {
  if (shortcut.startsWith('Alt+')) return arrow.test(shortcut.slice('Alt+'.length));
  const last = shortcut.replace(/^(?:Mod\+)?(?:Shift\+)?/, '');
  const isSign = last.length === 1 && !/\s/.test(last);
  return !taken.has(shortcut) && (isSign || functionKey.test(last));
}

/** The other action that has these keys, if any. */
export function actionWith(
  shortcut: string,
  shortcuts: Shortcuts,
  but?: ShortcutAction,
): ShortcutAction | undefined {
  return shortcutActions.find((one) => one !== but && shortcuts[one] === shortcut);
}

/** What some press out of habit, or because the fifth page comes after the fourth. */
const besides: ReadonlyMap<string, ShortcutAction> = new Map([
  ['Mod+Y', 'redo'],
  ['Mod+5', 'settings'],
]);

/** What pressed keys do: what they were given to, else what they do besides. */
export function actionOf(pressed: string, shortcuts: Shortcuts): ShortcutAction | undefined {
  return actionWith(pressed, shortcuts) ?? besides.get(pressed);
}

/** The keys as Electron's menus write them. */
export function acceleratorOf(shortcut: string): string {
  return shortcut.replace(/^Mod\+/, 'CmdOrCtrl+');
}

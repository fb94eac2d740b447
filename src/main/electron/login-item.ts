/** What Electron is told to start at sign-in; nothing on macOS, which starts the app itself. */
export interface LoginItem {
  readonly path?: string;
  readonly args?: string[];
}

/** What the system says about it. */
export interface LoginItemState {
  readonly openAtLogin: boolean;
  /** Windows: the entries of this program and these arguments. */
  readonly launchItems?: readonly { readonly enabled: boolean }[];
}

/**
 * The entry for a system. Windows joins program and arguments by blanks as they are, so each is quoted
 * here; `undefined` where an entry would start something else: unpackaged on macOS it is Electron.
 */
export function loginItemFor(facts: {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly program: string;
  readonly args: readonly string[];
}): LoginItem | undefined {
  if (facts.platform === 'darwin') return facts.isPackaged ? {} : undefined;
  const quoted = (word: string) => `"${word}"`;
  return { path: quoted(facts.program), args: facts.args.map(quoted) };
}

/**
 * What to write. A start of Patchbay only mends an entry that is missing; one that the person has
 * switched off in the system stays off. Only their own choice in Patchbay switches it on again.
 */
export function loginItemChange(
  wanted: boolean,
  state: LoginItemState,
  by: 'person' | 'start',
): { readonly openAtLogin: boolean; readonly enabled?: boolean } | undefined {
  const items = state.launchItems ?? [];
  const isThere = state.openAtLogin || items.length > 0;
  if (!wanted) return isThere ? { openAtLogin: false } : undefined;
  if (by === 'person') return { openAtLogin: true, enabled: true };
  return isThere ? undefined : { openAtLogin: true };
}

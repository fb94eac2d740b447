/** Whether this computer's keys have the signs of macOS on them. */
function isMac(): boolean {
  // Tests draw the page where there is no navigator.
  return typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);
}

/** The words on the keys of a shortcut as it is written in the code, such as `Mod+Shift+Z`. */
export function keysOf(shortcut: string, onMac = isMac()): readonly string[] {
  return shortcut.split(/\+(?=.)/).map((key) => {
    if (key === 'Mod') return onMac ? '⌘' : 'Ctrl';
    if (key === 'Alt' && onMac) return '⌥';
    if (key === 'ArrowUp') return '↑';
    if (key === 'ArrowDown') return '↓';
    return key === 'Shift' && onMac ? '⇧' : key;
  });
}

/** A shortcut in one word, as menus of the system write it: `Ctrl+Shift+Z`, and `⌘⇧Z` on macOS. */
export function keysWord(shortcut: string, onMac = isMac()): string {
  return keysOf(shortcut, onMac).join(onMac ? '' : '+');
}

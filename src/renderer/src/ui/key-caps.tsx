import './key-caps.css';

const isMac = /mac/i.test(navigator.userAgent);

/** The words on the keys of a shortcut as it is written in the code, such as `Mod+Shift+Z`. */
export function keysOf(shortcut: string, onMac = isMac): readonly string[] {
  return shortcut.split(/\+(?=.)/).map((key) => {
    if (key === 'Mod') return onMac ? '⌘' : 'Ctrl';
    if (key === 'Alt' && onMac) return '⌥';
    if (key === 'ArrowUp') return '↑';
    if (key === 'ArrowDown') return '↓';
    return key === 'Shift' && onMac ? '⇧' : key;
  });
}

/** A shortcut, as its keys. */
export function KeyCaps({ shortcut }: { shortcut: string }) {
  return (
    <span className="pb-key-caps">
      {keysOf(shortcut).map((key) => (
        <kbd key={key} className="pb-key">
          {key}
        </kbd>
      ))}
    </span>
  );
}

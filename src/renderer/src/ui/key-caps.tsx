import './key-caps.css';

import { keysOf } from './keys-of.ts';

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

import { describe, expect, test } from 'vitest';

import { keysOf, keysWord } from '../../../../src/renderer/src/ui/keys-of.ts';
import { usualShortcuts } from '../../../../src/shared/domain/shortcuts.ts';

describe('keys as they are shown', () => {
  test.each([
    ['Mod+J', 'Ctrl+J', '⌘J'],
    ['Mod+Shift+Z', 'Ctrl+Shift+Z', '⌘⇧Z'],
    ['Alt+ArrowUp', 'Alt+↑', '⌥↑'],
    ['/', '/', '/'],
    ['Mod+,', 'Ctrl+,', '⌘,'],
    ['F5', 'F5', 'F5'],
  ])('%s', (shortcut, elsewhere, onMac) => {
    expect(keysWord(shortcut, false)).toBe(elsewhere);
    expect(keysWord(shortcut, true)).toBe(onMac);
  });

  test('none shows the word that only the code uses', () => {
    for (const shortcut of Object.values(usualShortcuts)) {
      for (const onMac of [false, true]) expect(keysOf(shortcut, onMac)).not.toContain('Mod');
    }
  });
});

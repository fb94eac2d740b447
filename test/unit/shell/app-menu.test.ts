import { describe, expect, test } from 'vitest';

import { appMenu } from '../../../src/main/shell/app-menu.ts';
import type { MenuLine } from '../../../src/main/shell/app-menu.ts';
import { menuWords } from '../../../src/main/shell/app-menu-texts.ts';
import { shortcutsWith, usualShortcuts } from '../../../src/shared/domain/shortcuts.ts';
import { languages } from '../../../src/shared/i18n/phrase.ts';

const usual = {
  isMac: false,
  isDevelopment: false,
  hasServer: true,
  shortcuts: usualShortcuts,
};

function rolesOf(lines: readonly MenuLine[]): readonly string[] {
  return lines.flatMap((line) => (line.kind === 'role' ? [line.role] : []));
}

describe('appMenu', () => {
  test('has the menus people look for, in their order', () => {
    expect(appMenu(usual).map(({ word }) => word)).toEqual([
      'file',
      'edit',
      'view',
      'server',
      'window',
      'help',
    ]);
    expect(appMenu({ ...usual, isMac: true })[0]?.word).toBe('app');
  });

  test('shows the keys that a person chose', () => {
    const keysIn = (shortcuts: typeof usual.shortcuts | ReturnType<typeof shortcutsWith>) =>
      appMenu({ ...usual, shortcuts }).flatMap(({ lines }) =>
        lines.flatMap((line) => (line.kind === 'command' ? (line.keys ?? []) : [])),
      );
    expect(keysIn(usualShortcuts)).toContain('CmdOrCtrl+K');
    const changed = keysIn(shortcutsWith({ palette: 'Mod+Shift+K' }));
    expect(changed).toContain('CmdOrCtrl+Shift+K');
    expect(changed).not.toContain('CmdOrCtrl+K');
  });

  test('leads into the page’s code in a clone only', () => {
    const rolesIn = (isDevelopment: boolean) =>
      appMenu({ ...usual, isDevelopment }).flatMap(({ lines }) => rolesOf(lines));
    expect(rolesIn(false)).not.toContain('toggleDevTools');
    expect(rolesIn(false)).not.toContain('reload');
    expect(rolesIn(true)).toContain('toggleDevTools');
  });

  test('has the lines about a server while one is shown', () => {
    const enabled = (hasServer: boolean) =>
      appMenu({ ...usual, hasServer })
        .filter(({ word }) => word === 'server')
        .flatMap(({ lines }) =>
          lines.flatMap((line) => ('isEnabled' in line ? line.isEnabled : [])),
        );
    expect(new Set(enabled(true))).toEqual(new Set([true]));
    expect(new Set(enabled(false))).toEqual(new Set([false]));
  });

  test('quits from the menu that each system has it in', () => {
    const withQuit = (isMac: boolean) =>
      appMenu({ ...usual, isMac })
        .filter(({ lines }) => rolesOf(lines).includes('quit'))
        .map(({ word }) => word);
    expect(withQuit(false)).toEqual(['file']);
    expect(withQuit(true)).toEqual(['app']);
  });

  test('says every line in every language, each of a menu in other words', () => {
    for (const language of languages) {
      const say = menuWords(language);
      for (const { lines } of appMenu({ ...usual, isDevelopment: true })) {
        const words = lines.flatMap((line) => (line.kind === 'separator' ? [] : say(line.word)));
        expect(words.every((word) => word !== '')).toBe(true);
        expect(new Set(words).size).toBe(words.length);
      }
    }
    expect(menuWords('zh-CN')('file')).not.toBe(menuWords('en')('file'));
  });
});

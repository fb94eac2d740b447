import { describe, expect, test } from 'vitest';

import { settingsSchema } from '../../../src/shared/domain/settings.ts';
import {
  acceleratorOf,
  actionOf,
  actionWith,
  isFree,
  shortcutActions,
  shortcutOf,
  shortcutsWith,
  usualShortcuts,
} from '../../../src/shared/domain/shortcuts.ts';

const pressed = (key: string, held: readonly ('mod' | 'shift' | 'alt')[] = []) =>
  shortcutOf({
    key,
    isCommand: held.includes('mod'),
    shiftKey: held.includes('shift'),
    altKey: held.includes('alt'),
  });

describe('keys that are pressed', () => {
  test.each([
    [pressed('k', ['mod']), 'Mod+K'],
    [pressed('P', ['mod', 'shift']), 'Mod+Shift+P'],
    [pressed('?', ['shift']), '?'],
    [pressed('/'), '/'],
    [pressed(',', ['mod']), 'Mod+,'],
    [pressed('F5', ['shift']), 'Shift+F5'],
    [pressed('й', ['mod']), 'Mod+Й'],
    [pressed('Enter', ['mod']), 'Mod+Enter'],
    [pressed('Control', ['mod']), null],
    [pressed('ArrowUp'), null],
    [pressed('k', ['mod', 'alt']), null],
    [pressed('k', ['alt']), null],
    [pressed('ArrowUp', ['alt']), 'Alt+ArrowUp'],
    [pressed('ArrowLeft', ['alt']), null],
    [pressed('ArrowUp', ['alt', 'shift']), null],
    [pressed('ArrowDown', ['alt', 'mod']), null],
  ])('are written as %s', (written, wanted) => expect(written).toBe(wanted));
});

test('the usual keys are free, each for one thing', () => {
  for (const action of shortcutActions) {
    expect([action, isFree(usualShortcuts[action])]).toEqual([action, true]);
    expect(actionWith(usualShortcuts[action], usualShortcuts, action)).toBeUndefined();
  }
});

test('keys of texts and of the system are not', () => {
  for (const keys of [
    'Mod+C',
    'Mod+V',
    'Mod+A',
    'Mod+Q',
    'Mod+Enter',
    'F11',
    'Enter',
    ' ',
    'Mod+ ',
    'Alt+K',
    'Alt+ArrowLeft',
    'ArrowUp',
  ]) {
    expect([keys, isFree(keys)]).toEqual([keys, false]);
  }
});

test('what was chosen takes the place of the usual, and another has it then', () => {
  const shortcuts = shortcutsWith({ palette: 'Mod+P' });
  expect(actionWith('Mod+P', shortcuts)).toBe('palette');
  expect(actionWith('Mod+K', shortcuts)).toBeUndefined();
  expect(actionWith('Mod+P', shortcuts, 'palette')).toBeUndefined();
  expect(acceleratorOf('Mod+Shift+P')).toBe('CmdOrCtrl+Shift+P');
});

test('keys pressed out of habit do what they are pressed for, until they are given to something else', () => {
  expect(actionOf('Mod+5', usualShortcuts)).toBe('settings');
  expect(actionOf('Mod+Y', usualShortcuts)).toBe('redo');
  expect(actionOf('Mod+5', shortcutsWith({ palette: 'Mod+5' }))).toBe('palette');
  expect(actionOf('Mod+6', usualShortcuts)).toBeUndefined();
});

test.each([
  { palette: 'Mod+C' },
  { palette: 7 },
  { nothing: 'Mod+P' },
  'Mod+P',
  { palette: 'x'.repeat(41) },
])('a file with %j is as if nobody had chosen any', (shortcuts) => {
  expect(settingsSchema.parse({ shortcuts }).shortcuts).toEqual({});
});

test('two actions with the same keys in a file: the first has them, as the menu says', () => {
  const { shortcuts } = settingsSchema.parse({ shortcuts: { add: 'Mod+K' } });
  expect(actionWith('Mod+K', shortcutsWith(shortcuts))).toBe('palette');
});

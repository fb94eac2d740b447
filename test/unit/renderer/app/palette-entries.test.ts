import { describe, expect, test } from 'vitest';

import type { PaletteEntry } from '../../../../src/renderer/src/app/palette/entry.ts';
import { recentChoices, rememberChoice } from '../../../../src/renderer/src/app/palette/recent.ts';
import { groupsOf } from '../../../../src/renderer/src/app/palette/use-entries.ts';

const entry = (id: string, group: PaletteEntry['group'], label = id): PaletteEntry => ({
  id,
  group,
  label,
  icon: 'tool',
  run: () => undefined,
});

function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
  };
}

describe('groupsOf', () => {
  const all = [
    entry('add', 'actions'),
    entry('go', 'actions'),
    entry('server:a', 'servers', 'Alpha'),
    entry('setting:theme', 'settings', 'Settings: Colours'),
  ];

  test('begins with what was chosen lately, each once', () => {
    const groups = groupsOf(all, '', ['server:a', 'gone', 'go']);
    expect(groups.map(({ name, entries }) => [name, entries.map(({ id }) => id)])).toEqual([
      ['recent', ['server:a', 'go']],
      ['actions', ['add']],
    ]);
  });

  test('has one list of all kinds for what is typed, and none where nothing is found', () => {
    expect(groupsOf(all, 'alpha', [])[0]?.entries.map(({ id }) => id)).toEqual(['server:a']);
    expect(groupsOf(all, 'colours', [])[0]?.entries.map(({ id }) => id)).toEqual(['setting:theme']);
    expect(groupsOf(all, 'nothing like that', [])).toEqual([]);
  });
});

describe('what was chosen lately', () => {
  test('is kept latest first, each once, and only so many', () => {
    const place = storage();
    for (let index = 0; index < 12; index += 1) rememberChoice(place, String(index));
    rememberChoice(place, '9');
    expect(recentChoices(place)).toEqual(['9', '11', '10', '8', '7', '6', '5', '4']);
  });

  test.each(['{', '{}', '[1,null]', 'null'])('is nothing when it cannot be read: %s', (text) => {
    const place = storage();
    place.setItem('patchbay:palette-recent', text);
    expect(recentChoices(place)).toEqual([]);
  });
});

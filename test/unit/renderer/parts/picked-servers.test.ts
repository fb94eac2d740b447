import { describe, expect, test } from 'vitest';

import {
  cursorOf,
  isPicked,
  onlySelected,
  withAll,
  withCursor,
  withRangeTo,
  withToggled,
} from '../../../../src/renderer/src/parts/servers/picked-servers.ts';
import type { Pick } from '../../../../src/renderer/src/parts/servers/picked-servers.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const at = (selected: string | null): Pick => ({ selected, picked: onlySelected });
const pickedOf = (pick: Pick) => order.filter((name) => isPicked(pick, name));

describe('a range', () => {
  test('goes from the selected one to the one clicked, either way, and turns about it', () => {
    const down = withRangeTo(at('c'), order, 'e');
    expect(pickedOf(down)).toEqual(['c', 'd', 'e']);
    expect(cursorOf(down)).toBe('e');
    const up = withRangeTo(down, order, 'a');
    expect(pickedOf(up)).toEqual(['a', 'b', 'c']);
    expect(pickedOf(withRangeTo(up, order, 'c'))).toEqual(['c']);
  });

  test('counts from the one toggled last', () => {
    const toggled = withToggled(at('a'), 'd');
    expect(pickedOf(withRangeTo(toggled, order, 'e'))).toEqual(['d', 'e']);
  });

  test('that begins where nothing is shown any more is just the one clicked', () => {
    expect(pickedOf(withRangeTo(at('gone'), order, 'b'))).toEqual(['b']);
    expect(pickedOf(withRangeTo(at(null), order, 'b'))).toEqual(['b']);
    expect(withRangeTo(at('a'), order, 'gone')).toEqual(at('a'));
  });
});

describe('one more or one less', () => {
  test('is added to the selected one, and taken out again', () => {
    const two = withToggled(at('a'), 'c');
    expect(pickedOf(two)).toEqual(['a', 'c']);
    expect(two.selected).toBe('c');
    const one = withToggled(two, 'c');
    expect(pickedOf(one)).toEqual(['a']);
    expect(one).toMatchObject({ selected: 'a', picked: { names: [] } });
    // The keys stay where they were.
    expect(cursorOf(one)).toBe('c');
  });

  test('the last one stays', () => {
    expect(pickedOf(withToggled(at('a'), 'a'))).toEqual(['a']);
    expect(pickedOf(withToggled(at(null), 'b'))).toEqual(['b']);
  });

  test('keys move without picking, so that rows apart from each other can be picked', () => {
    const moved = withCursor(withCursor(at('a'), 'b'), 'c');
    expect(pickedOf(moved)).toEqual(['a']);
    expect(cursorOf(moved)).toBe('c');
    expect(pickedOf(withToggled(moved, 'c'))).toEqual(['a', 'c']);
  });
});

describe('all', () => {
  test('are picked, and the keys stay', () => {
    const all = withAll(withCursor(at('b'), 'd'), order);
    expect(pickedOf(all)).toEqual(order);
    expect(cursorOf(all)).toBe('d');
    expect(all.selected).toBe('b');
    expect(withAll(at('x'), ['a']).selected).toBe('a');
    expect(withAll(at('x'), [])).toEqual(at('x'));
  });
});

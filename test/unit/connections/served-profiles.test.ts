import { beforeEach, describe, expect, test } from 'vitest';

import { ServedProfiles } from '../../../src/main/connections/served-profiles.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';

let served: ServedProfiles;

beforeEach(() => {
  served = new ServedProfiles();
});

const idle: ConnectionState = { kind: 'idle' };
const disabled: ConnectionState = { kind: 'disabled' };
const signingIn: ConnectionState = { kind: 'signing-in', flowId: 'f', expiresAt: 1 };

describe('serving', () => {
  test('lasts until it was ended as often as it was begun', () => {
    expect(served.begin('work', 'app')).toBe('first');
    expect(served.begin('work', 'app')).toBe('more');
    expect(served.begin('work', 'window')).toBe('first-at-window');
    expect([served.ids(), served.atWindow()]).toEqual([['work'], ['work']]);
    expect(served.end('work', 'app')).toBe(false);
    expect(served.end('work', 'window')).toBe(true);
    expect([served.ids(), served.atWindow()]).toEqual([['work'], []]);
    expect(served.end('work', 'app')).toBe(true);
    expect(served.ids()).toEqual([]);
    expect(served.begin('work', 'app')).toBe('first');
  });

  test('an app that comes to what the window serves begins nothing, and ends nothing', () => {
    served.begin('work', 'window');
    expect(served.begin('work', 'app')).toBe('more');
    expect(served.end('work', 'app')).toBe(false);
    expect([served.ids(), served.atWindow()]).toEqual([['work'], ['work']]);
  });

  test('is not ended by somebody for whom it was not begun', () => {
    served.begin('work', 'app');
    expect(served.end('work', 'window')).toBe(false);
    expect(served.end('home', 'app')).toBe(false);
    expect(served.ids()).toEqual(['work']);
  });

  test('forgets with its end what was used and told', () => {
    served.begin('work', 'app');
    served.noteUse('work', 'docs', 'everybody');
    served.note('work', 'docs', signingIn);
    served.end('work', 'app');
    expect(served.noteUse('work', 'docs', 'everybody')).toBe(false);
    expect(served.isNews('work', 'docs', signingIn)).toBe(false);
    served.begin('work', 'app');
    expect(served.namesTold()).toEqual([]);
    expect(
      served.moved(
        'docs',
        () => 'work',
        () => true,
      ),
    ).toEqual([]);
  });
});

describe('profiles whose connection is another owner’s now', () => {
  beforeEach(() => {
    served.begin('work', 'window');
    served.begin('home', 'app');
  });

  test('are those that have used one, each told once', () => {
    served.noteUse('work', 'docs', 'everybody');
    served.noteUse('home', 'docs', 'everybody');
    const ownerOf = (id: string) => (id === 'work' ? 'work' : 'everybody');
    const moved = () => served.moved('docs', ownerOf, () => true);
    expect(moved()).toEqual([{ profileId: 'work', from: 'everybody', to: 'work' }]);
    expect(moved()).toEqual([]);
  });

  test('are none where the former owner has no connections, until it has', () => {
    served.noteUse('work', 'docs', 'everybody');
    expect(
      served.moved(
        'docs',
        () => 'work',
        () => false,
      ),
    ).toEqual([]);
    expect(
      served.moved(
        'docs',
        () => 'work',
        () => true,
      ),
    ).toHaveLength(1);
  });

  test('are told of the one server that is asked about', () => {
    served.noteUse('work', 'docs', 'everybody');
    expect(
      served.moved(
        'files',
        () => 'work',
        () => true,
      ),
    ).toEqual([]);
  });
});

describe('a state', () => {
  beforeEach(() => {
    served.begin('work', 'window');
  });

  test('is news once, to each profile, and again when it is another', () => {
    served.begin('home', 'app');
    expect(served.isNews('work', 'docs', signingIn)).toBe(true);
    expect(served.isNews('work', 'docs', signingIn)).toBe(false);
    expect(served.isNews('home', 'docs', signingIn)).toBe(true);
    expect(served.isNews('work', 'docs', { ...signingIn })).toBe(true);
  });

  test('of rest is the same whatever object says so', () => {
    served.note('work', 'docs', idle);
    expect(served.isNews('work', 'docs', { kind: 'idle' })).toBe(false);
    expect(served.isNews('work', 'docs', disabled)).toBe(true);
    expect(served.isNews('work', 'docs', { kind: 'disabled' })).toBe(false);
  });

  test('that is no more is forgotten, so that it is news when it comes back', () => {
    served.note('work', 'docs', idle);
    expect(served.namesTold()).toEqual(['docs']);
    expect(served.isNews('work', 'docs', undefined)).toBe(false);
    expect(served.namesTold()).toEqual([]);
    expect(served.isNews('work', 'docs', idle)).toBe(true);
  });
});

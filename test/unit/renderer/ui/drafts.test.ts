import { describe, expect, test } from 'vitest';

import { slotOf } from '../../../../src/renderer/src/features/add-server/add-draft.ts';
import { isChanged } from '../../../../src/renderer/src/features/questions/form-fields.ts';
import type { Field } from '../../../../src/renderer/src/features/questions/form-fields.ts';
import { serverPlace } from '../../../../src/renderer/src/parts/server-form/server-place.ts';
import { withDraft } from '../../../../src/renderer/src/ui/drafts.ts';
import type { ServerView } from '../../../../src/shared/domain/server.ts';

describe('what is typed and not saved', () => {
  test('is kept by its place', () => {
    const one = withDraft(new Map(), 'a', 'typed', 'saved');
    const two = withDraft(one, 'b', { title: 'x' }, { title: '' });
    expect([...two]).toEqual([
      ['a', 'typed'],
      ['b', { title: 'x' }],
    ]);
    expect([...one]).toEqual([['a', 'typed']]);
  });

  test('is no draft once it is what is saved, whatever object says so', () => {
    const kept = new Map<string, unknown>([
      ['a', 'typed'],
      ['b', { title: 'x' }],
    ]);
    expect([...withDraft(kept, 'b', { title: 'y' }, { title: 'y' })]).toEqual([['a', 'typed']]);
    expect([...withDraft(kept, 'a', '', '')]).toEqual([['b', { title: 'x' }]]);
  });

  test('of a removed server is nothing to another that gets its name', () => {
    const server = (createdAt: number) => ({ name: 'notes', createdAt }) as ServerView;
    expect(serverPlace(server(1), 'handle')).toBe(serverPlace(server(1), 'handle'));
    expect(serverPlace(server(1), 'handle')).not.toBe(serverPlace(server(2), 'handle'));
    expect(serverPlace(server(1), 'handle')).not.toBe(serverPlace(server(1), 'settings'));
  });
});

describe('what was typed in the dialog that adds servers', () => {
  const draft = { text: 'x', items: [], problems: [] };

  test('keeps its place when a link brings another text', () => {
    expect(slotOf({ own: draft, given: null }, 'a link')).toBe('given');
    expect(slotOf({ own: draft, given: draft }, '')).toBe('given');
    expect(slotOf({ own: draft, given: null }, '')).toBe('own');
    expect(slotOf({ own: null, given: null }, '')).toBe('own');
  });
});

describe('an answer to a question', () => {
  const fields: readonly Field[] = [
    { name: 'who', label: 'Who', hint: '', isRequired: true, kind: 'text', type: 'text' },
    { name: 'sure', label: 'Sure', hint: '', isRequired: false, kind: 'flag' },
  ];

  test('is begun by a change of what would be sent, not by touching a field', () => {
    expect(isChanged(fields, {}, { who: 'Ada' })).toBe(true);
    expect(isChanged(fields, {}, { sure: true })).toBe(true);
    expect(isChanged(fields, {}, { who: '', sure: false })).toBe(false);
    expect(isChanged(fields, { who: 'Ada' }, { who: 'Ada' })).toBe(false);
    expect(isChanged(fields, { who: 'Ada' }, {})).toBe(true);
  });
});

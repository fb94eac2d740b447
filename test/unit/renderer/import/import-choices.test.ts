import { describe, expect, test } from 'vitest';

import {
  choiceOf,
  choicesIn,
  wantedOf,
  withAll,
  withChoice,
  withChoicesOf,
} from '../../../../src/renderer/src/features/import/import-choices.ts';
import type { Choices } from '../../../../src/renderer/src/features/import/import-choices.ts';
import { planLines } from '../../../../src/renderer/src/features/import/import-lines.ts';
import type {
  ImportFind,
  ImportItem,
  ImportPlan,
  ImportState,
} from '../../../../src/shared/domain/import.ts';

const states: Readonly<Record<ImportState['kind'], ImportState>> = {
  new: { kind: 'new' },
  same: { kind: 'same', title: 'Notes', isHere: true },
  differs: { kind: 'differs', name: 'docs', title: 'Docs', differences: [] },
  cannot: { kind: 'cannot' },
};
const itemOf = (
  id: string,
  kind: ImportState['kind'],
  rest: Partial<ImportItem> = {},
): ImportItem => ({
  id,
  findId: id.split('.')[0] ?? '',
  title: id,
  newTitle: id,
  path: '',
  state: states[kind],
  preview: null,
  isOffThere: false,
  vaultOffers: [],
  asks: [],
  isProposed: kind === 'new',
  problems: [],
  ...rest,
});
const findOf = (id: string, rest: Partial<ImportFind> = {}): ImportFind => ({
  id,
  sourceId: id,
  title: id,
  place: `/home/ann/${id}.json`,
  shortPlace: `~/${id}.json`,
  isLink: false,
  count: 1,
  problems: [],
  lock: 'none',
  ...rest,
});
const items = [
  itemOf('Cursor.notes', 'new'),
  itemOf('Cursor.maps', 'new', {
    preview: { kind: 'address', url: 'https://maps.example/mcp', consent: '' },
  }),
  itemOf('Cursor.docs', 'differs', { newTitle: 'Docs 2' }),
  itemOf('Zed.broken', 'cannot'),
];
const plan: ImportPlan = {
  planId: 'p',
  finds: [findOf('Cursor'), findOf('Zed'), findOf('Kiro', { count: 0 })],
  items,
  profiles: [],
};
const [notes, , docs] = items as [ImportItem, ImportItem, ImportItem];
const none: Choices = new Map();

describe('what is chosen', () => {
  test('is what main proposed, until a person says otherwise', () => {
    expect(wantedOf(plan, none)?.map(({ itemId }) => itemId)).toEqual([
      'Cursor.notes',
      'Cursor.maps',
    ]);
    const kept = withChoice(none, notes, { action: 'keep' });
    expect(wantedOf(plan, kept)?.map(({ itemId }) => itemId)).toEqual(['Cursor.maps']);
  });

  test('sends a title only when it is another, and waits for one that is missing', () => {
    const both = withChoice(none, docs, { action: 'add' });
    expect(choiceOf(docs, both).title).toBe('Docs 2');
    expect(wantedOf(plan, both)?.at(-1)).toEqual({
      itemId: 'Cursor.docs',
      action: 'add',
      asText: [],
    });
    const renamed = withChoice(both, docs, { title: 'Other docs' });
    expect(wantedOf(plan, renamed)?.at(-1)).toMatchObject({ title: 'Other docs' });
    const blank = withChoice(both, docs, { title: ' ' });
    expect(wantedOf(plan, blank)).toBeNull();
    expect(wantedOf(plan, withChoice(blank, docs, { action: 'replace' }))?.at(-1)).toEqual({
      itemId: 'Cursor.docs',
      action: 'replace',
      asText: [],
    });
  });

  test('all at once are the new ones, with what was said about each', () => {
    const path = 'transport.env.KEY';
    const plain = withChoice(none, notes, { asText: [path] });
    const left = withAll(plain, items, 'keep');
    expect(wantedOf(plan, left)).toEqual([]);
    expect(wantedOf(plan, withAll(left, items, 'add'))).toMatchObject([
      { itemId: 'Cursor.notes', asText: [path] },
      { itemId: 'Cursor.maps' },
    ]);
  });
});

describe('the lines of a plan', () => {
  const ids = (search: string, of = plan) => planLines(of, search).map(({ id }) => id);

  test('are apps with their servers; an app with nothing to say is left out', () => {
    expect(ids('')).toEqual([
      'Cursor',
      ...items.slice(0, 3).map(({ id }) => id),
      'Zed',
      'Zed.broken',
    ]);
    const problem = { code: 'SYNTAX', path: '', message: 'Expected.', severity: 'error' } as const;
    const damaged = { ...plan, items: [], finds: [findOf('Kiro', { problems: [problem] })] };
    expect(ids('', damaged)).toEqual(['Kiro']);
  });

  test('are found by app, name, address or command', () => {
    expect(ids('maps.example')).toEqual(['Cursor', 'Cursor.maps']);
    expect(ids('zed')).toEqual(['Zed', 'Zed.broken']);
    expect(ids('CURSOR notes')).toEqual(['Cursor', 'Cursor.notes']);
    expect(ids('nothing of that')).toEqual([]);
  });
});

describe('choices that were made before the dialog was closed', () => {
  const planOf = (findId: string, itemId: string, kind: ImportState['kind']): ImportPlan => ({
    planId: findId,
    finds: [findOf(findId, { sourceId: 'cursor', place: '/home/ann/mcp.json' })],
    items: [itemOf(itemId, kind, { findId, title: 'Notes', newTitle: 'Notes', path: 'notes' })],
    profiles: [],
  });
  const first = planOf('f1', 'i1', 'differs');
  const chosen = withChoice(new Map(), first.items[0] as ImportItem, { action: 'replace' });
  const kept = withChoicesOf(new Map(), first, chosen);

  test('count for the same server when settings are looked at again', () => {
    const again = planOf('f2', 'i2', 'differs');
    expect([...choicesIn(again, kept)]).toEqual([['i2', chosen.get('i1')]]);
  });

  test('count no more once something else would be done with it', () => {
    expect(choicesIn(planOf('f2', 'i2', 'same'), kept).size).toBe(0);
    const other = planOf('f2', 'i2', 'differs');
    const [item] = other.items as [ImportItem];
    const preview = { kind: 'address', url: 'https://maps.example/v2', consent: '' } as const;
    expect(choicesIn({ ...other, items: [{ ...item, preview }] }, kept).size).toBe(0);
    expect(choicesIn(null, kept).size).toBe(0);
  });
});

import { expect, test } from 'vitest';

import { listNotes } from '../../../../src/renderer/src/parts/offers/list-notes.ts';

const notices = [
  { kind: 'tools', reason: 'item-cap' },
  { kind: 'tools', reason: 'invalid-items', count: 2 },
  { kind: 'prompts', reason: 'list-failed', detail: 'error -32603: no' },
  { kind: 'resources', reason: 'list-failed', detail: 'first' },
  { kind: 'resourceTemplates', reason: 'list-failed', detail: 'second' },
] as const;

test.each([
  [
    'tools',
    [
      ['note.cut', 0, ''],
      ['note.leftOut', 2, ''],
    ],
  ],
  ['prompts', [['note.failed', 0, 'error -32603: no']]],
  ['resources', [['note.failed', 0, 'first']]],
  ['overview', []],
])('what is missing is said on the tab %s', (tab, expected) => {
  const said = listNotes([...notices], tab);
  expect(said.map(({ key, params }) => [key, params.count, params.detail])).toEqual(expected);
});

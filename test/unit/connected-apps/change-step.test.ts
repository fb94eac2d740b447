import { expect, test } from 'vitest';

import { changeStep } from '../../../src/main/connected-apps/change-step.ts';
import type { MadeChange } from '../../../src/main/connected-apps/change-step.ts';
import type { ConnectionRecord } from '../../../src/main/connected-apps/connection-records.ts';
import { err, ok } from '../../../src/shared/util/result.ts';

const bytes = (text: string) => Buffer.from(text);
const recordWith = (known: readonly string[]): ConnectionRecord => ({
  ...{ id: 'one', place: '/one.json', name: 'patchbay', entry: 'e', connectedAt: 1 },
  ...{ after: 'hash', backup: null, known: [...known] },
});

/** A file with its own server that was moved in, and who looks at both while it is taken back. */
function moveIn(was: ConnectionRecord | undefined, imports: boolean) {
  let file = 'moved';
  let record: ConnectionRecord | undefined = recordWith([]);
  /** What is in the file and not known, each time the file or the servers change. */
  const seen: (readonly string[])[] = [];
  const look = () => {
    const there = file === 'own' ? ['notes'] : [];
    seen.push(record === undefined ? [] : there.filter((one) => !record?.known.includes(one)));
  };
  const made: MadeChange = {
    app: { id: 'one', title: 'One', place: '/one.json' } as MadeChange['app'],
    change: 'move-in',
    before: bytes('own'),
    after: bytes('moved'),
    options: { locks: false },
    record: was,
    newRecord: record,
    moved: ['notes'],
    imported: {
      kind: 'servers-imported',
      title: 'Notes',
      undo: () => {
        look();
        return Promise.resolve(imports ? ok(null) : err({ code: 'UNDO_OUTDATED' as const }));
      },
      end: () => Promise.resolve(),
    },
  };
  const step = changeStep(made, {
    files: {
      read: () => Promise.reject(new Error('not read')),
      replace: (_place, from, to) => {
        if (String(from) !== file) return Promise.resolve(err({ code: 'CHANGED', detail: '' }));
        file = String(to);
        look();
        return Promise.resolve(ok(undefined));
      },
    },
    book: {
      all: () => Promise.resolve(record === undefined ? [] : [record]),
      get: () => Promise.resolve(record),
      onChange: () => ({ [Symbol.dispose]: () => undefined }),
      set: (_id, next) => {
        record = next;
        return Promise.resolve(ok(undefined));
      },
    },
    replan: () => Promise.reject(new Error('no plan')),
  });
  return { step, seen, edit: () => (file = 'edited'), state: () => ({ file, record }) };
}

test.each([
  ['connected before', recordWith([])],
  ['not connected before', undefined],
])('nobody finds the own servers of an app new while they return: %s', async (_, was) => {
  const { step, seen, state } = moveIn(was, true);
  expect(await step.undo()).toEqual(ok(null));
  expect(seen).toEqual([[], []]);
  expect(state()).toEqual({ file: 'own', record: was && recordWith(['notes']) });
});

test('what cannot be taken back leaves the file and what is known as they were', async () => {
  const refused = moveIn(recordWith(['x']), false);
  expect(await refused.step.undo()).toEqual(err({ code: 'UNDO_OUTDATED' }));
  expect(refused.state()).toEqual({ file: 'moved', record: recordWith([]) });
  const edited = moveIn(recordWith(['x']), true);
  edited.edit();
  expect(await edited.step.undo()).toEqual(err({ code: 'UNDO_OUTDATED' }));
  expect(edited.state()).toEqual({ file: 'edited', record: recordWith([]) });
});

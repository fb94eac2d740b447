import { expect, test } from 'vitest';

import { createNoticeBoard } from '../../../src/main/host/notice-board.ts';
import type { NoticeChange } from '../../../src/main/host/notice-board.ts';
import type { Notice } from '../../../src/shared/domain/events.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const notice = (id: string, at = 1): Notice => ({ id, code: 'VAULT_LOCKED', params: {}, at });

test('a notice with the id of an older one takes its place at the end, and each change is told', () => {
  const board = createNoticeBoard(createSilentLogger());
  const told: NoticeChange[] = [];
  const following = board.onChange((change) => void told.push(change));
  board.add(notice('a'));
  board.add(notice('b'));
  board.add(notice('a', 2));
  board.dismiss('b');
  expect(board.all()).toEqual([notice('a', 2)]);
  expect(told).toEqual([
    { kind: 'added', notice: notice('a') },
    { kind: 'added', notice: notice('b') },
    { kind: 'added', notice: notice('a', 2) },
    { kind: 'dismissed', id: 'b' },
  ]);

  following[Symbol.dispose]();
  board.add(notice('c'));
  expect(told).toHaveLength(4);
});

test('what was read does not change under the reader', () => {
  const board = createNoticeBoard(createSilentLogger());
  board.add(notice('a'));
  const read = board.all();
  board.dismiss('a');
  expect(read).toEqual([notice('a')]);
});

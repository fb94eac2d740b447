import { describe, expect, test } from 'vitest';

import { createServerLogs } from '../../../src/main/activity/server-logs.ts';
import { createOneLog } from '../../support/one-log.ts';
import { stateLine } from '../../../src/main/connections/state-line.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const line = (text: string) => ({ source: 'stderr', level: 'info', text }) as const;

describe('what a log no longer keeps', () => {
  test('is counted for whoever wrote it, until the log is emptied', () => {
    const book = createServerLogs({ clock: new FakeClock(), maxEntries: 3 });
    for (let at = 0; at < 5; at += 1) book.append(['a'], 's', line(String(at)));
    const log = book.readBy(() => 'a');
    expect(log.dropped('s')).toBe(2);
    expect(book.readBy(() => 'b').dropped('s')).toBe(0);
    log.clear('s');
    expect(log.dropped('s')).toBe(0);
    expect(log.dropped('unknown')).toBe(0);
  });
});

describe('what Patchbay says itself', () => {
  test('comes as a phrase too, without secrets', () => {
    const book = createOneLog({ clock: new FakeClock() });
    book.redact('s', ['hunter2-hunter2']);
    const failure = {
      code: 'COMMAND_NOT_FOUND',
      params: { command: 'hunter2-hunter2' },
      detail: 'spawn',
      action: 'edit-command',
      at: 0,
    } as const;
    book.append('s', stateLine({ kind: 'failed', failure, attempts: 1 }));
    const [entry] = book.tail('s', { limit: 5 });
    expect(entry?.phrase?.key).toContain('COMMAND_NOT_FOUND');
    expect(JSON.stringify(entry)).not.toContain('hunter2');
  });
});

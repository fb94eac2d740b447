import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { followSystemEnding } from '../../../src/main/electron/system-ending.ts';

function follow(endNow = () => undefined as void) {
  const [window, powerMonitor] = [new EventEmitter(), new EventEmitter()];
  const done: string[] = [];
  const ending = followSystemEnding({
    window,
    powerMonitor,
    endNow: () => {
      done.push('end');
      endNow();
    },
    quit: () => void done.push('quit'),
  });
  return { window, powerMonitor, done, ending };
}

test.each(['window', 'powerMonitor'] as const)('what %s tells ends all at once, once', (source) => {
  const followed = follow();
  expect(followed.ending.hasBegun).toBe(false);
  followed[source].emit(source === 'window' ? 'session-end' : 'shutdown');
  expect(followed.done).toEqual(['end', 'quit']);
  followed.window.emit('session-end');
  followed.powerMonitor.emit('shutdown');
  expect(followed.done).toEqual(['end', 'quit']);
  expect(followed.ending.hasBegun).toBe(true);
});

test('what fails on the way keeps nothing running', () => {
  const { powerMonitor, done } = follow(() => {
    throw new Error('disk');
  });
  expect(() => powerMonitor.emit('shutdown')).toThrow('disk');
  expect(done).toEqual(['end', 'quit']);
});

import { expect, test } from 'vitest';

import { createEmitter } from '../../../src/main/kernel/emitter.ts';

function kit() {
  const errors: unknown[] = [];
  const emitter = createEmitter<[number]>(
    { error: (message, fields) => void errors.push([message, fields]) },
    'numbers',
  );
  return { emitter, errors };
}

test('a listener that throws is logged, and the others hear all the same', () => {
  const { emitter, errors } = kit();
  const heard: number[] = [];
  emitter.on(() => {
    throw new Error('broken');
  });
  emitter.on((told) => void heard.push(told));
  expect(() => emitter.emit(1)).not.toThrow();
  expect(heard).toEqual([1]);
  expect(errors).toEqual([['a listener of numbers failed', { error: 'Error: broken' }]]);
});

test('one listener added twice is told twice, and each handle ends one', () => {
  const { emitter } = kit();
  const heard: number[] = [];
  const listener = (told: number): void => void heard.push(told);
  const first = emitter.on(listener);
  emitter.on(listener);
  emitter.emit(1);
  first[Symbol.dispose]();
  emitter.emit(2);
  expect(heard).toEqual([1, 1, 2]);
});

test('who leaves or comes while something is told changes nothing of it', () => {
  const { emitter } = kit();
  const heard: string[] = [];
  emitter.on(() => {
    second[Symbol.dispose]();
    emitter.on(() => void heard.push('late'));
  });
  const second = emitter.on(() => void heard.push('second'));
  emitter.emit(1);
  expect(heard).toEqual(['second']);
});

test('it knows whether anybody listens, and lets all go', () => {
  const { emitter } = kit();
  expect(emitter.isUnheard).toBe(true);
  emitter.on(() => expect.unreachable());
  expect(emitter.isUnheard).toBe(false);
  emitter.clear();
  emitter.emit(1);
  expect(emitter.isUnheard).toBe(true);
});

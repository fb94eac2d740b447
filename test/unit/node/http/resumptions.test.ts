import { expect, test } from 'vitest';

import { createResumptions } from '../../../../src/main/node/http/resumptions.ts';

test('who waits is taken out once, by the event the stream goes on after', () => {
  const resumptions = createResumptions();
  resumptions.wait('7', [1, 2]);
  resumptions.wait('7', [3]);
  resumptions.wait('8', []);
  expect([resumptions.take('8'), resumptions.take('7'), resumptions.take('7')]).toEqual([
    [],
    [1, 2, 3],
    [],
  ]);
});

test('the fifth failure in a row is the last, and a message begins anew', () => {
  const resumptions = createResumptions();
  const fail = () => resumptions.failed('7', [1]);
  const four = [fail(), fail(), fail(), fail()];
  resumptions.progressed([1]);
  expect([...four, fail(), fail(), fail(), fail()].flat()).toEqual([]);
  expect(fail()).toEqual([1]);
});

test('whoever gave up, or was told, waits no more', () => {
  const resumptions = createResumptions();
  resumptions.wait('7', [1, 2]);
  resumptions.forget(1);
  expect([resumptions.drain(), resumptions.drain(), resumptions.take('7')]).toEqual([[2], [], []]);
});

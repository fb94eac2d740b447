import { Writable } from 'node:stream';

import { expect, test } from 'vitest';

import { gathering } from '../../../../src/main/node/kernel/gathered-writes.ts';
import { settle } from '../../../support/fake-clock.ts';

/** A stream that tells what was handed to the system together. */
function recorded() {
  const handed: string[][] = [];
  const stream = new Writable({
    writev(chunks, done) {
      handed.push(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  return { handed, stream: gathering(stream) };
}

test('what is written in one turn leaves together, also from promises that settle in it', async () => {
  const { handed, stream } = recorded();
  stream.write('a');
  void Promise.resolve()
    .then(() => stream.write('b'))
    .then(() => stream.write('c'));
  expect(handed).toEqual([]);
  await settle();
  stream.write('d');
  await settle();
  expect(handed).toEqual([['a', 'b', 'c'], ['d']]);
});

test('what was written before the end is not lost, and the end is told', async () => {
  const { handed, stream } = recorded();
  const isWritten = new Promise((resolve) => stream.write('a', resolve));
  stream.end('b');
  await isWritten;
  await settle();
  expect(handed.flat()).toEqual(['a', 'b']);
  expect(stream.writableFinished).toBe(true);
});

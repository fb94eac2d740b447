import { expect, test } from 'vitest';

import { createServerLogs } from '../../../src/main/activity/server-logs.ts';
import type { ReadLog, ServerLogsDeps } from '../../../src/main/activity/server-logs.ts';
import { createOneLog } from '../../support/one-log.ts';
import { logEntrySchema } from '../../../src/shared/domain/log-entry.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function kitOf(more: Partial<ServerLogsDeps> = {}) {
  const clock = new FakeClock(10);
  const book = createOneLog({ clock, ...more });
  const write = (name: string, text: string) =>
    book.append(name, { source: 'stderr', level: 'info', text });
  const texts = (name: string) => book.tail(name, { limit: 5_000 }).map(({ text }) => text);
  return { clock, book, write, texts };
}

test('entries are numbered for each server and can be read on from', () => {
  const { book, write } = kitOf();
  for (const text of ['one', 'two', 'three']) write('a', text);
  write('b', 'other');
  expect(book.tail('a', { limit: 2 }).map(({ id, text }) => `${id} ${text}`)).toEqual([
    '2 two',
    '3 three',
  ]);
  expect(book.tail('a', { afterId: 2, limit: 9 }).map(({ id }) => id)).toEqual([3]);
  expect(book.tail('b', { limit: 9 }).map((entry) => logEntrySchema.parse(entry).id)).toEqual([1]);
  expect(book.tail('nobody', { limit: 9 })).toEqual([]);
  book.clear('a');
  write('a', 'four');
  expect(book.tail('a', { limit: 9 })).toMatchObject([{ id: 4, at: 10, text: 'four' }]);
});

test('the oldest entries go when there are too many or they are too large', () => {
  const few = kitOf({ maxEntries: 3 });
  for (let line = 1; line <= 10; line += 1) few.write('a', `${line}`);
  expect(few.texts('a')).toEqual(['8', '9', '10']);

  const small = kitOf({ maxBytes: 1_000 });
  for (let line = 1; line <= 10; line += 1) small.write('a', `${line}`.padEnd(300, '.'));
  expect(small.texts('a')).toHaveLength(2);
});

test('a text is at most 8 KiB, cut between characters', () => {
  const { write, texts } = kitOf();
  write('a', '😀'.repeat(10_000));
  const [text = ''] = texts('a');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8_192);
  expect(text.endsWith('😀…')).toBe(true);
});

test('control and direction characters are spelled out, tabs and line feeds stay', () => {
  const { write, texts } = kitOf();
  write('a', 'a\tb\nc\r\nd\u001b[31mred\u0007\u202Eevil\u0000\u009b');
  expect(texts('a')).toEqual(['a\tb\nc\nd\\x1B[31mred\\x07\\u202Eevil\\x00\\x9B']);
});

test('secrets never get in: as they are, in JSON, in a URL, or a line of several', () => {
  const { book, write, texts } = kitOf();
  const secret = 'p@ss"word/1';
  book.redact('a', [secret, 'p@ss"word/1-longer', 'first line of key\nsecond line of key', 'ab']);
  write('a', `1 ${secret} 2 ${JSON.stringify({ secret })} 3 ${encodeURIComponent(secret)}`);
  write('a', 'p@ss"word/1-longer');
  write('a', 'only the second line of key');
  write('a', 'ab is too short to tell from text');
  write('b', secret);
  expect(texts('a')).toEqual([
    '1 ••• 2 {"secret":"•••"} 3 •••',
    '•••',
    'only the •••',
    'ab is too short to tell from text',
  ]);
  expect(texts('b')).toEqual([secret]);
});

test('no cut leaves a part of a secret behind', () => {
  const { book, write, texts } = kitOf();
  book.redact('a', ['s3cr3t'.repeat(10)]);
  write('a', 'x'.repeat(8_192 - 30) + 's3cr3t'.repeat(10));
  expect(texts('a').join('')).not.toContain('s3cr3t');
});

test('followers get new entries in batches until they leave', async () => {
  const { clock, book, write } = kitOf();
  const told: string[] = [];
  write('a', 'before anybody follows');
  const following = book.subscribe((name, entries) =>
    told.push(`${name} ${entries.map(({ text }) => text).join()}`),
  );
  for (const text of ['1', '2', '3']) write('a', text);
  write('b', '4');
  expect(told).toEqual([]);
  await clock.advance(100);
  expect(told).toEqual(['a 1,2,3', 'b 4']);
  following[Symbol.dispose]();
  write('a', '5');
  await clock.advance(1_000);
  expect(told).toHaveLength(2);
  book.dispose();
  expect(clock.pending).toBe(0);
});

test('a line is for those it was written for: to read, to hear of and to clear', async () => {
  const clock = new FakeClock(10);
  const book = createServerLogs({ clock });
  const write = (profiles: readonly string[], text: string) =>
    book.append(profiles, 'a', { source: 'stderr', level: 'info', text });
  const personal = book.readBy(() => 'personal');
  const work = book.readBy(() => 'work');
  const texts = (log: ReadLog) => log.tail('a', { limit: 9 }).map(({ text }) => text);
  const heard: string[] = [];
  work.subscribe((_name, entries) => heard.push(...entries.map(({ text }) => text)));
  write(['personal'], 'of personal');
  await clock.advance(100);
  expect(heard).toEqual([]);
  write(['work'], 'of work');
  write(['personal', 'work'], 'of both');
  await clock.advance(100);
  expect(heard).toEqual(['of work', 'of both']);
  expect(texts(work)).toEqual(['of work', 'of both']);
  expect(logEntrySchema.strict().parse(work.tail('a', { limit: 2 })[0])).toMatchObject({ id: 2 });
  work.clear('a');
  expect(texts(work)).toEqual([]);
  expect(texts(personal)).toEqual(['of personal', 'of both']);
});

test('no secret of anybody shows up in what is everybody’s to read', () => {
  const book = createServerLogs({ clock: new FakeClock(10) });
  book.redact('personal', 'a', ['canary-secret']);
  book.redact('work', 'a', ['other-secret']);
  const text = 'token canary-secret and other-secret';
  book.append(['personal', 'work'], 'a', { source: 'stderr', level: 'info', text });
  const [line] = book.readBy(() => 'work').tail('a', { limit: 1 });
  expect(line?.text).toContain('token');
  expect(line?.text).not.toMatch(/canary-secret|other-secret/);
});

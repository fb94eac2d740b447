import { expect, test } from 'vitest';

import { UnreadStreams } from '../../../../src/main/node/gateway/unread-streams.ts';

class FakeStream {
  destroyed = false;
  readonly writableLength: number;
  close: () => void = () => undefined;
  readonly ended = new Promise<void>((resolve) => (this.close = resolve));

  constructor(writableLength: number) {
    this.writableLength = writableLength;
  }

  destroy(): this {
    this.destroyed = true;
    return this;
  }
}

const streams = (followed: UnreadStreams, app: string, ...sizes: readonly number[]) =>
  sizes.map((size) => {
    const stream = new FakeStream(size);
    followed.follow(app, stream as never, stream.ended);
    return stream;
  });
const ended = (all: readonly FakeStream[]) => all.map(({ destroyed }) => destroyed);

test('what fits is left alone, to the last byte', () => {
  const unread = new UnreadStreams(100);
  const all = streams(unread, 'one', 60, 40);
  unread.grew('one');
  expect(ended(all)).toEqual([false, false]);
});

test('of all streams of an app those with most end, until the rest fits', () => {
  const unread = new UnreadStreams(100);
  const all = streams(unread, 'one', 30, 90, 40, 80);
  unread.grew('one');
  expect(ended(all)).toEqual([false, true, false, true]);
});

test('what another app leaves unread counts for that one alone', () => {
  const unread = new UnreadStreams(100);
  const others = streams(unread, 'other', 99);
  const all = streams(unread, 'one', 101);
  unread.grew('one');
  unread.grew('other');
  expect([ended(all), ended(others)]).toEqual([[true], [false]]);
});

test('a stream that has ended counts no more, nor one that is about to', async () => {
  const unread = new UnreadStreams(100);
  const [closed, ending, open] = streams(unread, 'one', 90, 80, 70);
  closed?.close();
  await closed?.ended;
  ending?.destroy();
  unread.grew('one');
  expect([closed?.destroyed, open?.destroyed]).toEqual([false, false]);
});

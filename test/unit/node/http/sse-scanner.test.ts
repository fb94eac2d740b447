import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { SseScanner } from '../../../../src/main/node/http/sse-scanner.ts';

const limits = { maxLineBytes: 100, maxEventBytes: 250 };
const bytes = (text: string) => new TextEncoder().encode(text);
const answer = (id: number) => `data: {"jsonrpc":"2.0","id":${String(id)},"result":{}}`;

describe('SseScanner', () => {
  test('lets a long stream of small events pass', () => {
    const scanner = new SseScanner(limits, []);
    for (let i = 0; i < 1000; i += 1) {
      const event = bytes(`data: ${'x'.repeat(90)}\n\n`);
      expect(scanner.push(event)).toBe(event);
    }
  });

  test('stops a line that is too long, before its end', () => {
    const scanner = new SseScanner(limits, []);
    expect(scanner.push(bytes('x'.repeat(100)))).toHaveLength(100);
    const limitBytes = limits.maxLineBytes;
    expect(scanner.push(bytes('x'))).toEqual({ kind: 'too-large', what: 'message', limitBytes });
  });

  test('stops an event of many short lines', () => {
    const scanner = new SseScanner(limits, []);
    const line = `data: ${'x'.repeat(80)}\n`;
    expect(scanner.push(bytes(line + line))).toHaveLength(2 * line.length);
    const limitBytes = limits.maxEventBytes;
    expect(scanner.push(bytes(line))).toEqual({ kind: 'too-large', what: 'message', limitBytes });
  });

  test.each(['\n', '\r', '\r\n'])(
    'finds answers however lines end (%j), however bytes are cut',
    (end) => {
      const stream = [': ping', '', 'event: message', answer(1), '', answer(2), '', ''].join(end);
      fc.assert(
        fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
          const scanner = new SseScanner(limits, [1, 2, 3]);
          const points = [0, ...cuts.sort((a, b) => a - b), stream.length];
          for (let i = 1; i < points.length; i += 1) {
            scanner.push(bytes(stream.slice(points[i - 1], points[i])));
          }
          expect(scanner.unanswered).toEqual([3]);
        }),
      );
    },
  );

  test('is not misled by a server request with the same id', () => {
    const scanner = new SseScanner(limits, [1]);
    scanner.push(bytes('data: {"jsonrpc":"2.0","id":1,"method":"ping"}\n\n'));
    expect(scanner.unanswered).toEqual([1]);
  });

  test('joins the data lines of one event and survives garbage', () => {
    const scanner = new SseScanner(limits, [1, 2]);
    const error = 'data: {"jsonrpc":"2.0","id":1,\ndata: "error":{"code":-1,"message":""}}\n\n';
    scanner.push(bytes(`data: nonsense\n\n${error}data: null\n\n`));
    expect(scanner.unanswered).toEqual([2]);
  });

  test('tells about messages, not about comments and empty events', () => {
    let messages = 0;
    const scanner = new SseScanner(limits, [], () => {
      messages += 1;
    });
    scanner.push(bytes(': ping\n\nid: 1\ndata: \n\nretry: 5\n\n'));
    expect(messages).toBe(0);
    scanner.push(bytes('data: {}\n\n'));
    expect(messages).toBe(1);
  });

  test('knows a stream that can be resumed', () => {
    const scanner = new SseScanner(limits, [1]);
    scanner.push(bytes('data: {}\n\nid:\ndata:\n\nid: 6\n\nid: 7\ndata: {}\n'));
    expect(scanner.resumesAfter).toBeUndefined();
    scanner.push(bytes('\nid: 8\ndata: {}'));
    expect(scanner.resumesAfter).toBe('7');
  });

  test.each(['\u6c34', 'a\u0000b', ''])(
    'does not resume after what cannot be a header (%j)',
    (id) => {
      const scanner = new SseScanner(limits, [1]);
      scanner.push(bytes(`id: ${id}\ndata: {}\n\n`));
      expect(scanner.resumesAfter).toBeUndefined();
    },
  );

  test('does not resume after an answer, since the SDK does not either', () => {
    const scanner = new SseScanner(limits, [1]);
    scanner.push(bytes(`id: 7\n${answer(2)}\n\n`));
    expect([scanner.resumesAfter, scanner.unanswered]).toEqual([undefined, [1]]);
  });

  test.each([
    ['another type of event', `event: other\n${answer(1)}\n\n`],
    ['a list', 'data: [{"jsonrpc":"2.0","id":1,"result":{}}]\n\n'],
    ['no version', 'data: {"id":1,"result":{}}\n\n'],
    ['no error and no result', 'data: {"jsonrpc":"2.0","id":1,"result":3}\n\n'],
  ])('takes for an answer only what the SDK does: %s', (_what, text) => {
    const scanner = new SseScanner(limits, [1]);
    scanner.push(bytes(text));
    expect(scanner.unanswered).toEqual([1]);
  });

  describe('on a stream that others need', () => {
    const shared = { ...limits, isShared: true };
    const small = 'data: {"small":1}';
    /** The events somebody hears who listens to messages, however the bytes are cut. */
    const heard = (stream: string, cuts: readonly number[]) => {
      const scanner = new SseScanner(shared, []);
      const points = [0, ...[...cuts].sort((a, b) => a - b), stream.length];
      const out = points.slice(1).map((point, at) => {
        const passed = scanner.push(bytes(stream.slice(points[at], point)));
        if (!(passed instanceof Uint8Array)) throw new Error(passed.kind);
        return Buffer.from(passed).toString('utf8');
      });
      const events = out.join('').replaceAll(/\r\n?/g, '\n').split('\n\n');
      return events
        .filter((event) => event.includes('data:') && !event.includes('event: too-large'))
        .map((event) => event.trim());
    };

    test.each(['\n', '\r', '\r\n'])(
      'leaves out the event that is too large, and fails the call it answers (%j)',
      (end) => {
        const large = [`data: ${'"y": 1, '.repeat(30)}"id":7`, 'data: }'];
        const stream = [
          small,
          '',
          `data: {"id":7,"result":"${'x'.repeat(150)}"}`,
          '',
          small,
          '',
          '',
        ]
          .concat([`data: {"result":"x",`, ...large, '', small, '', ''])
          .join(end);
        fc.assert(
          fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
            const events = heard(stream, cuts);
            expect(events.map((event) => event === small)).toEqual([
              true,
              false,
              true,
              false,
              true,
            ]);
            expect(events[1]).toContain('"id":7');
            expect(events[1]).toContain('too-large');
            expect(events[3]).toContain('"id":7');
          }),
          { numRuns: 50 },
        );
      },
    );

    test('fails nothing when it is no answer', () => {
      const notice = `data: {"method":"a","id":1,"params":"${'x'.repeat(200)}"}\n\n`;
      expect(heard(`${notice}${small}\n\n`, [])).toEqual([small]);
    });

    test('breaks when no end of it is to be expected', () => {
      const scanner = new SseScanner(shared, []);
      expect(scanner.push(bytes('x'.repeat(400)))).toBeInstanceOf(Uint8Array);
      expect(scanner.push(bytes('x'))).toMatchObject({ kind: 'too-large', limitBytes: 100 });
    });
  });
});

import { parseJSONRPCMessage } from '@modelcontextprotocol/client';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMessageReader } from '../../../../src/main/node/stdio/message-reader.ts';

function readAll(chunks: readonly Buffer[], maxBytes = 1_000_000) {
  const messages: unknown[] = [];
  const garbage: [number, string][] = [];
  let isHopeless = false;
  const tooLarge: (string | number | undefined)[] = [];
  const reader = createMessageReader(maxBytes, parseJSONRPCMessage, {
    message: (message) => messages.push(message),
    garbage: (count, sample) => garbage.push([count, sample]),
    tooLarge: (id) => tooLarge.push(id),
    hopeless: () => (isHopeless = true),
  });
  for (const chunk of chunks) reader.push(chunk);
  return { messages, garbage, tooLarge, isHopeless, garbageCount: reader.garbageCount };
}

function cut(bytes: Buffer, positions: readonly number[]): readonly Buffer[] {
  const ends = [...positions.map((at) => at % (bytes.length + 1)), bytes.length];
  ends.sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end));
}

const note = (params: Record<string, unknown>) => ({ jsonrpc: '2.0', method: 'n', params });
const text = (...lines: readonly string[]) => Buffer.from(lines.map((l) => `${l}\n`).join(''));

describe('createMessageReader', () => {
  test('tells how a line begins that has not ended', () => {
    const sink = { message: () => {}, garbage: () => {}, tooLarge: () => {}, hopeless: () => {} };
    const reader = createMessageReader(10_000, parseJSONRPCMessage, sink);
    expect(reader.begunLine).toBe('');
    reader.push(Buffer.from('ended\nUsage: '));
    reader.push(Buffer.from('thing [options]'));
    expect(reader.begunLine).toBe('Usage: thing [options]');
    reader.push(Buffer.from('\n'));
    expect(reader.begunLine).toBe('');
    reader.push(Buffer.from('x'.repeat(9_000)));
    expect(reader.begunLine).toHaveLength(500);
  });

  test('finds the same messages however the bytes are cut', () => {
    const line = fc.oneof(
      fc
        .string({ unit: 'binary' })
        .map((value) => ({ line: JSON.stringify(note({ value })), isMessage: true })),
      fc.constantFrom('noise', '{', '[]', '{"a":1}', 'null', '"text"').map((noise) => ({
        line: noise,
        isMessage: false,
      })),
      fc.constant({ line: '', isMessage: undefined }),
    );
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat()),
        (lines, end, cuts) => {
          const bytes = Buffer.from(lines.map((each) => each.line + end).join(''));
          const result = readAll(cut(bytes, cuts));
          const expected = lines.filter(({ isMessage }) => isMessage === true);
          expect(result.messages).toEqual(expected.map((each) => JSON.parse(each.line)));
          expect(result.garbageCount).toBe(
            lines.filter(({ isMessage }) => isMessage === false).length,
          );
        },
      ),
    );
  });

  test('survives any bytes at all', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        const bytes = Buffer.from(JSON.stringify(note({})));
        const noise = [...chunks.map((chunk) => Buffer.from(chunk)), Buffer.from('\n')];
        expect(readAll([...noise, bytes, Buffer.from('\n')]).messages).toEqual([note({})]);
      }),
    );
  });

  test('gives out the messages of a batch one by one', () => {
    const batch = JSON.stringify([note({ a: 1 }), note({ a: 2 })]);
    expect(readAll([text(batch)])).toMatchObject({
      messages: [note({ a: 1 }), note({ a: 2 })],
      garbageCount: 0,
    });
  });

  test('saves the good messages of a bad batch', () => {
    const result = readAll([text(JSON.stringify([note({ a: 1 }), { jsonrpc: '1.0' }]))]);
    expect(result).toMatchObject({ messages: [note({ a: 1 })], garbageCount: 1 });
  });

  test('skips a byte order mark', () => {
    expect(readAll([text(`\uFEFF${JSON.stringify(note({}))}`)]).messages).toEqual([note({})]);
  });

  test('tells of garbage at the 1st, 10th and 100th line, with a short sample', () => {
    const { garbage } = readAll([text(...Array.from({ length: 500 }, () => 'x'.repeat(9_000)))]);
    expect(garbage.map(([count]) => count)).toEqual([1, 10, 100]);
    expect(garbage[0]?.[1]).toHaveLength(500);
  });

  test('accepts a line of exactly the limit and refuses one byte more', () => {
    const message = Buffer.from(JSON.stringify(note({ text: 'abc' })));
    const line = Buffer.concat([message, Buffer.from('\n')]);
    expect(readAll([line], message.length)).toMatchObject({ messages: [note({ text: 'abc' })] });
    expect(readAll([line, line], message.length - 1)).toMatchObject({
      messages: [],
      tooLarge: [undefined, undefined],
    });
  });

  test('reads past an answer that is too large, and knows which it was, however it is cut', () => {
    const large = JSON.stringify({ result: { id: 3, x: 'x'.repeat(200) }, jsonrpc: '2.0', id: 7 });
    const bytes = text(JSON.stringify(note({})), large, JSON.stringify(note({ a: 1 })));
    fc.assert(
      fc.property(fc.array(fc.nat()), (cuts) => {
        const result = readAll(cut(bytes, cuts), 100);
        expect(result).toMatchObject({ messages: [note({}), note({ a: 1 })], tooLarge: [7] });
        expect([result.garbageCount, result.isHopeless]).toEqual([0, false]);
      }),
    );
  });

  test('gives up on a line that does not end', () => {
    const chunks = Array.from({ length: 11 }, () => Buffer.alloc(40));
    expect(readAll(chunks.slice(0, 10), 100)).toMatchObject({ isHopeless: false, tooLarge: [] });
    const after = text('', JSON.stringify(note({})));
    expect(readAll([...chunks, after], 100)).toMatchObject({ isHopeless: true, messages: [] });
  });
});

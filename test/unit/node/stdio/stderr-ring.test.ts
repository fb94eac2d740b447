import { describe, expect, test } from 'vitest';
import { createStderrRing } from '../../../../src/main/node/stdio/stderr-ring.ts';

const limits = { maxLines: 3, maxLineBytes: 20, maxTotalBytes: 50 };

function ringOf(input: string, redact = (text: string) => text) {
  const told: string[] = [];
  const ring = createStderrRing(limits, redact, (line) => told.push(line));
  for (const byte of Buffer.from(input)) ring.push(Buffer.of(byte));
  return { ring, told };
}

describe('createStderrRing', () => {
  test('keeps the last lines and tells all of them', () => {
    const { ring, told } = ringOf('1\n2\r\n\n3\n4\n');
    expect(ring.lines()).toEqual(['2', '3', '4']);
    expect(told).toEqual(['1', '2', '3', '4']);
  });

  test('keeps an unfinished line only when asked', () => {
    const { ring } = ringOf('1\nunfinished');
    expect(ring.lines()).toEqual(['1']);
    ring.flush();
    ring.flush();
    expect(ring.lines()).toEqual(['1', 'unfinished']);
  });

  test('cuts long lines between characters and goes on with the next', () => {
    const { ring } = ringOf(`${'ż'.repeat(500)}\nnext\n`);
    expect(ring.lines()).toEqual([`${'ż'.repeat(8)}…`, 'next']);
  });

  test('stays within the total', () => {
    const { ring } = ringOf(`${'a'.repeat(20)}\n${'b'.repeat(20)}\n${'c'.repeat(20)}\n`);
    expect(ring.lines()).toEqual(['b'.repeat(20), 'c'.repeat(20)]);
  });

  test('leaves no half secret where a line is cut', () => {
    const secret = 'sk-0123456789';
    const { ring } = ringOf(`${'x'.repeat(12)}${secret}${'y'.repeat(500)}\n`, (text) =>
      text.replaceAll(secret, '***'),
    );
    expect(ring.lines()).toEqual([`${'x'.repeat(12)}***yy…`]);
  });
});

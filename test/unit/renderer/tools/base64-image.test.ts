import { describe, expect, test } from 'vitest';

import {
  checkImage,
  decodedSize,
  imageTypeOf,
  maxImageBytes,
} from '../../../../src/renderer/src/parts/runs/base64-image.ts';

const base64 = (hex: string) => Buffer.from(hex.padEnd(48, '0'), 'hex').toString('base64');

describe('a picture', () => {
  test.each([
    ['image/png', '89504e470d0a1a0a'],
    ['image/jpeg', 'ffd8ffe0'],
    ['image/gif', Buffer.from('GIF89a').toString('hex')],
    ['image/gif', Buffer.from('GIF87a').toString('hex')],
    ['image/webp', Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1').toString('hex')],
  ])('is %s by its first bytes', (mimeType, hex) => {
    const data = base64(hex);
    expect(checkImage(data)).toEqual({
      kind: 'image',
      mimeType,
      dataUrl: `data:${mimeType};base64,${data}`,
      bytes: 24,
    });
  });

  test.each([
    ['unknown-type', Buffer.from('<svg onload="alert(1)"/>').toString('base64')],
    ['unknown-type', Buffer.from('RIFF\x10\0\0\0WAVEfmt ', 'latin1').toString('base64')],
    ['unknown-type', Buffer.from('<!doctype html><html>..').toString('base64')],
    ['not-base64', '"><script>alert(1)</script>'],
    ['not-base64', ''],
    ['not-base64', `${base64('89504e470d0a1a0a')},x`],
    ['too-large', 'A'.repeat(Math.ceil((maxImageBytes * 4) / 3) + 8)],
  ])('is refused: %s', (reason, data) => {
    expect(checkImage(data)).toMatchObject({ kind: 'refused-image', reason });
  });

  test('may have its base64 broken into lines', () => {
    const data = base64('89504e470d0a1a0a');
    const broken = `${data.slice(0, 10)}\r\n${data.slice(10)}`;
    expect(checkImage(broken)).toMatchObject({ kind: 'image', bytes: 24 });
  });

  test('has a size that follows from its base64', () => {
    for (const length of [0, 1, 2, 3, 4, 5, 100]) {
      expect(decodedSize(Buffer.alloc(length).toString('base64'))).toBe(length);
    }
  });

  test('is none with half a signature', () => {
    expect(imageTypeOf('\x89PNG')).toBeNull();
    expect(imageTypeOf('RIFF')).toBeNull();
    expect(imageTypeOf('')).toBeNull();
  });
});

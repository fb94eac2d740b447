import { describe, expect, test } from 'vitest';

import { checkSound } from '../../../../src/renderer/src/parts/runs/base64-sound.ts';

const base64 = (text: string): string => btoa(text);

describe('checkSound', () => {
  test.each([
    ['RIFF\x24\0\0\0WAVEfmt ', 'audio/wav'],
    ['ID3\x04\0\0', 'audio/mpeg'],
    ['\xff\xfb\x90\x64', 'audio/mpeg'],
    ['OggS\0\x02', 'audio/ogg'],
    ['fLaC\0\0', 'audio/flac'],
  ])('knows a sound by its first bytes: %j', (bytes, mimeType) => {
    expect(checkSound(base64(bytes))).toMatchObject({ kind: 'sound', mimeType });
  });

  test.each(['RIFF\x24\0\0\0WEBPVP8 ', '<svg onload=alert(1)>', '\x89PNG\r\n\x1a\n', ''])(
    'plays nothing else: %j',
    (bytes) => {
      expect(checkSound(base64(bytes))).toBeNull();
    },
  );

  test('plays no damaged data, whatever it begins with', () => {
    expect(checkSound(`${base64('OggS\0\x02')}"><script>`)).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { busConfiguration, xauthorityFile } from '../../../scripts/lib/session-files.mjs';

describe('xauthorityFile', () => {
  test('is one entry: any host, no address, no display number, the cookie', () => {
    const cookie = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
    const name = Buffer.from('MIT-MAGIC-COOKIE-1').toString('hex');
    expect(xauthorityFile(cookie).toString('hex')).toBe(
      `ffff00000000` + `0012${name}` + `0010${cookie.toString('hex')}`,
    );
  });
});

describe('busConfiguration', () => {
  test('listens where it is told and can start no services', () => {
    const text = busConfiguration('/run/x/bus');
    expect(text).toContain('<listen>unix:path=/run/x/bus</listen>');
    expect(text).not.toContain('servicedir');
  });
});

import { describe, expect, test } from 'vitest';
import {
  quoteWindowsArgument,
  windowsTarget,
} from '../../../../src/main/node/stdio/windows-command.ts';

describe('quoteWindowsArgument', () => {
  test.each([
    ['plain', '"plain"'],
    ['', '""'],
    ['with space', '"with space"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['ends with \\', '"ends with \\\\"'],
    ['a\\\\"b', '"a\\\\\\\\\\"b"'],
    ['C:\\dir\\file', '"C:\\dir\\file"'],
  ])('%s', (argument, quoted) => {
    expect(quoteWindowsArgument(argument)).toBe(quoted);
  });
});

describe('windowsTarget', () => {
  test('starts a program directly', () => {
    expect(windowsTarget('C:\\node.exe', ['a b', '%PATH%'], undefined)).toEqual({
      file: 'C:\\node.exe',
      args: ['a b', '%PATH%'],
      verbatim: false,
    });
  });

  test('starts a batch file through cmd.exe with nothing left to interpret', () => {
    expect(windowsTarget('C:\\Program Files\\npx.CMD', ['-y', 'a&b'], 'C:\\cmd.exe')).toEqual({
      file: 'C:\\cmd.exe',
      args: ['/d', '/s', '/c', '"C:\\Program^ Files\\npx.CMD ^^^"-y^^^" ^^^"a^^^&b^^^""'],
      verbatim: true,
    });
  });

  test('refuses line breaks in the arguments of a batch file', () => {
    expect(windowsTarget('x.bat', ['a\nb'], undefined)).toBeUndefined();
    expect(windowsTarget('x.exe', ['a\nb'], undefined)).toBeDefined();
  });
});

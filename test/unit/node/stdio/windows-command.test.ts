import { describe, expect, test } from 'vitest';
import {
  batchTarget,
  quoteWindowsArgument,
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

describe('batchTarget', () => {
  const lineOf = (file: string, args: readonly string[], handsOn: boolean) =>
    batchTarget({ file, handsOn }, args, 'C:\\cmd.exe')?.args[3];

  test('starts it through cmd.exe, untouched by node', () => {
    expect(batchTarget({ file: 'C:\\a.cmd', handsOn: true }, ['-y'], 'C:\\cmd.exe')).toEqual({
      file: 'C:\\cmd.exe',
      args: ['/d', '/s', '/c', '"C:\\a.cmd -y"'],
      verbatim: true,
    });
  });

  test.each([true, false])(
    'plain words stay bare, blanks get quotes alone (hands on: %s)',
    (on) => {
      expect(lineOf('C:\\Program Files\\a.cmd', ['stdio', '-f', 'C:\\b\\', 'a b', ''], on)).toBe(
        '""C:\\Program Files\\a.cmd" stdio -f "C:\\b\\\\" "a b" """',
      );
    },
  );

  test.each([true, false])('what ends a word or a command is in quotes (hands on: %s)', (on) => {
    expect(lineOf('a.cmd', ['a&calc', 'x|y', '>=1.2', '--x=y', '(z)', '测试', 'a^b'], on)).toBe(
      '"a.cmd "a&calc" "x|y" ">=1.2" "--x=y" "(z)" "测试" "a^b""',
    );
  });

  test('what quotes do not hide is escaped as often as it is read', () => {
    expect(lineOf('a.cmd', ['%PATH%', 'a"b'], false)).toBe('"a.cmd ^"^%PATH^%^" ^"a\\^"b^""');
    expect(lineOf('a.cmd', ['a"&calc'], true)).toBe('"a.cmd ^^^"a\\^^^"^^^&calc^^^""');
  });

  test('a quote and a command behind it go to no file that may lay its arguments open', () => {
    for (const mark of ['&', '|', '<', '>', '^']) {
      expect(lineOf('a.cmd', [`a"${mark}calc`], false)).toBeUndefined();
      expect(lineOf('a.cmd', [`a"${mark}calc`], true)).toBeDefined();
    }
  });

  test('a percent sign in the path of the file names no variable', () => {
    expect(lineOf('C:\\100% a\\b.cmd', [], false)).toBe('"C:\\100^%^ a\\b.cmd"');
  });

  test('refuses line breaks and the end of a text', () => {
    for (const end of ['\n', '\r', '\0'])
      expect(lineOf('a.bat', [`a${end}b`], true)).toBeUndefined();
  });
});

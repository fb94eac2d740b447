import { describe, expect, test } from 'vitest';
import {
  expandEnvironment,
  mayReferToEnvironment,
} from '../../../src/main/registry/environment-names.ts';
import { expandFolder } from '../../../src/shared/domain/placeholders.ts';

const windows: ReadonlyMap<string, string> = new Map([
  ['OS', 'Windows_NT'],
  ['APPDATA', 'C:\\me\\AppData\\Roaming'],
  ['PROGRAMFILES(X86)', 'C:\\Program Files (x86)'],
  ['PATH', 'C:\\a;%APPDATA%'],
]);
const onWindows = (text: string) => expandEnvironment(text, (name) => windows.get(name));

describe('%NAME%', () => {
  test.each([
    ['%APPDATA%\\npm', 'C:\\me\\AppData\\Roaming\\npm'],
    ['%AppData%\\npm', 'C:\\me\\AppData\\Roaming\\npm'],
    ['%ProgramFiles(x86)%\\x', 'C:\\Program Files (x86)\\x'],
    ['C:\\b;%PATH%', 'C:\\b;C:\\a;%APPDATA%'],
    ['${PATH}', 'C:\\a;%APPDATA%'],
    ['%MY_TOKEN%', '%MY_TOKEN%'],
    ['%TEMP%', '%TEMP%'],
    ['100%', '100%'],
    ['a%20b%20c', 'a%20b%20c'],
  ])('on Windows %s is %s', (text, filled) => {
    expect(onWindows(text)).toBe(filled);
  });

  test('means nothing elsewhere', () => {
    expect(expandEnvironment('%PATH%', () => 'x')).toBe('%PATH%');
  });

  test('is what the environment is looked up for', () => {
    expect(mayReferToEnvironment('%APPDATA%')).toBe(true);
    expect(mayReferToEnvironment('${PATH}')).toBe(true);
    expect(mayReferToEnvironment('100 % $x')).toBe(false);
  });
});

test.each([
  ['file:///C:/a%20b/c', 'C:\\a b\\c'],
  ['file:///home/me/a', '/home/me/a'],
  ['file://localhost/home', '/home'],
  ['file:///bad%zz', 'file:///bad%zz'],
  ['file.txt', 'file.txt'],
])('the folder %s is %s', (text, folder) => {
  expect(expandFolder(text, '/h')).toBe(folder);
});

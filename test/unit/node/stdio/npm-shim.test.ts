import { describe, expect, test } from 'vitest';
import { handsArgumentsOn, readNodeShim } from '../../../../src/main/node/stdio/npm-shim.ts';

const ofModule = (program: string, call: string) =>
  [
    '@ECHO off',
    'GOTO start',
    ':find_dp0',
    'SET dp0=%~dp0',
    'EXIT /b',
    ':start',
    'SETLOCAL',
    'CALL :find_dp0',
    '',
    `IF EXIST "%dp0%\\${program}.exe" (`,
    `  SET "_prog=%dp0%\\${program}.exe"`,
    ') ELSE (',
    `  SET "_prog=${program}"`,
    '  SET PATHEXT=%PATHEXT:;.JS;=;%',
    ')',
    '',
    `endLocal & goto #_undefined_# 2>NUL || title %COMSPEC% & ${call} %*`,
    '',
  ].join('\r\n');

const ofNpm = (name: string) =>
  [
    ':: made by npm',
    '@ECHO OFF',
    'SETLOCAL',
    'SET "NODE_EXE=%~dp0\\node.exe"',
    'IF NOT EXIST "%NODE_EXE%" (',
    '  SET "NODE_EXE=node"',
    ')',
    'SET "NPM_PREFIX_JS=%~dp0\\node_modules\\npm\\bin\\npm-prefix.js"',
    `SET "${name}_CLI_JS=%~dp0\\node_modules\\npm\\bin\\${name.toLowerCase()}-cli.js"`,
    'FOR /F "delims=" %%F IN (\'CALL "%NODE_EXE%" "%NPM_PREFIX_JS%"\') DO (',
    `  SET "NPM_PREFIX_${name}_CLI_JS=%%F\\node_modules\\npm\\bin\\${name.toLowerCase()}-cli.js"`,
    ')',
    `IF EXIST "%NPM_PREFIX_${name}_CLI_JS%" (`,
    `  SET "${name}_CLI_JS=%NPM_PREFIX_${name}_CLI_JS%"`,
    ')',
    `"%NODE_EXE%" "%${name}_CLI_JS%" %*`,
  ].join('\r\n');

const ofPnpm = (extra: string) =>
  [
    '@SETLOCAL',
    extra,
    '@IF EXIST "%~dp0\\node.exe" (',
    '  "%~dp0\\node.exe"  "%~dp0\\..\\server\\dist\\index.js" %*',
    ') ELSE (',
    '  @SET PATHEXT=%PATHEXT:;.JS;=;%',
    '  node  "%~dp0\\..\\server\\dist\\index.js" %*',
    ')',
  ].join('\r\n');

describe('a shim of node', () => {
  test('of a package', () => {
    const text = ofModule('node', '"%_prog%"  "%dp0%\\node_modules\\a\\dist\\index.js"');
    expect(readNodeShim(text)).toEqual({
      nodeArgs: [],
      scripts: ['node_modules\\a\\dist\\index.js'],
    });
  });

  test('with options of node itself', () => {
    const text = ofModule('node', '"%_prog%" --no-warnings --x=1 "%dp0%\\..\\a\\cli.mjs"');
    expect(readNodeShim(text)).toEqual({
      nodeArgs: ['--no-warnings', '--x=1'],
      scripts: ['..\\a\\cli.mjs'],
    });
  });

  test.each(['NPM', 'NPX'])('%s itself', (name) => {
    expect(readNodeShim(ofNpm(name))?.scripts).toEqual([
      `node_modules\\npm\\bin\\${name.toLowerCase()}-cli.js`,
    ]);
  });

  test('that others make in the same way', () => {
    expect(readNodeShim(ofPnpm(''))?.scripts).toEqual(['..\\server\\dist\\index.js']);
  });
});

describe('no shim of node', () => {
  test.each([
    ['another program', ofModule('python', '"%_prog%"  "%dp0%\\a\\b.py"')],
    ['one that sets where modules are', ofPnpm('@SET "NODE_PATH=C:\\x"')],
    ['one that sets options', ofPnpm('@SET NODE_OPTIONS=--inspect')],
    ['a script of an app', '@echo off\r\nnode "%~dp0\\a.js" %1\r\n'],
    ['a word of its own before the others', '@node "%~dp0\\a.js" serve %*\r\n'],
    ['a word behind them', '@node "%~dp0\\a.js" %* --last\r\n'],
    ['two scripts', '@node "%~dp0\\a.js" %*\r\n@node "%~dp0\\b.js" %*\r\n'],
    ['a variable in its path', '@node "%~dp0\\%X%\\a.js" %*\r\n'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(readNodeShim(text)).toBeUndefined();
  });

  test('whether it hands its arguments on', () => {
    expect(handsArgumentsOn('@python x.py %*')).toBe(true);
    expect(handsArgumentsOn('@python x.py %1 %~2')).toBe(false);
  });
});

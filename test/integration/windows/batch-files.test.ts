import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { start, temporaryFolder, writeFiles } from './harness.ts';

/** Arguments people and READMEs give, and those that would be commands if they were let. */
const awkward = [
  ...['-y', 'stdio', '--port=80', 'a b', '', 'C:\\dir\\', 'C:\\a b\\', '@scope/name@1.2'],
  ...['a&calc', 'x|y', '>=1.2 <7', '(a)', 'a^b', '%PATH%', '100%', 'say "hi"', '{"a":"b c"}'],
  ...['a"&calc', '测试 ü', '!x!', "it's", 'a,b;c', '*?'],
];

const tell = 'process.stdout.write(JSON.stringify(process.argv.slice(2)))';
const shim = (script: string) => `@ECHO off
GOTO start
:find_dp0
SET dp0=%~dp0
EXIT /b
:start
SETLOCAL
CALL :find_dp0

IF EXIST "%dp0%\\node.exe" (
  SET "_prog=%dp0%\\node.exe"
) ELSE (
  SET "_prog=node"
  SET PATHEXT=%PATHEXT:;.JS;=;%
)

endLocal & goto #_undefined_# 2>NUL || title %COMSPEC% & "%_prog%"  "%dp0%\\${script}" %*
`;

const folders = await Promise.all(
  ['plain', 'a b', '测试 ü', 'a & b', "it's (x86)"].map(temporaryFolder),
);
const [plain = ''] = folders;
for (const folder of folders)
  await writeFiles(folder, {
    'tell.cjs': tell,
    'bin/shim.cmd': shim('..\\tell.cjs'),
    'hands-on.cmd': '@node "%~dp0tell.cjs" %*\n',
    'first.bat': '@node "%~dp0tell.cjs" "%~1"\n',
    'mode.bat': '@if "%~1"=="stdio" (node "%~dp0tell.cjs" %2) else (exit /b 2)\n',
  });

const toldBy = async (file: string, args: readonly string[], cwd: string): Promise<unknown> => {
  const { stdout, stderr, code } = await start(file, args, { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
};

describe('a batch file', () => {
  test.each(folders)('that is a shim of npm gives every argument as it is, in %s', async (cwd) => {
    expect(await toldBy(join(cwd, 'bin', 'shim.cmd'), awkward, cwd)).toEqual(awkward);
    expect(await toldBy('.\\bin\\shim', awkward, cwd)).toEqual(awkward);
  });

  test('that hands on its arguments gives every one as it is', async () => {
    expect(await toldBy(join(plain, 'hands-on.cmd'), awkward, plain)).toEqual(awkward);
  });

  test('that looks at its arguments finds the words it looks for', async () => {
    expect(await toldBy(join(plain, 'mode.bat'), ['stdio', '-f'], plain)).toEqual(['-f']);
    expect((await start(join(plain, 'mode.bat'), ['http'], { cwd: plain })).code).toBe(2);
  });

  test.each(awkward.filter((one) => !/["%]/.test(one)))(
    'that takes its first argument gets %s',
    async (argument) => {
      expect(await toldBy(join(plain, 'first.bat'), [argument], plain)).toEqual([argument]);
    },
  );

  test('that takes its first argument gets no command behind a quote', async () => {
    const asked = start(join(plain, 'first.bat'), ['a"&calc'], { cwd: plain });
    await expect(asked).rejects.toThrow('other');
  });
});

describe('a script', () => {
  const args = ['a b', '%PATH%', 'say "hi"'];

  test('of node is run by node, whether by its ending or its first line', async () => {
    await writeFiles(plain, { server: `#!/usr/bin/env node\n${tell}`, 'server.js': tell });
    expect(await toldBy('.\\server.js', args, plain)).toEqual(args);
    await writeFiles(plain, { 'deep/server': `#!/usr/bin/env -S node --no-warnings\n${tell}` });
    expect(await toldBy('deep/server', args, plain)).toEqual(args);
  });

  test('that nothing runs says that it is no program', async () => {
    await writeFiles(plain, { 'a.vbs': 'x', 'b.rb': '#!/usr/bin/env ruby\n' });
    await expect(start('.\\a.vbs', [], { cwd: plain })).rejects.toThrow('not-executable');
    await expect(start('.\\b.rb', [], { cwd: plain })).rejects.toThrow('interpreter-missing');
  });

  test('a command in quotes and with a blank behind it is found', async () => {
    const { stdout } = await start('"node" ', ['-p', '6*7'], { cwd: plain });
    expect(stdout.trim()).toBe('42');
  });
});

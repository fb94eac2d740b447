/** Arguments people and READMEs give, and those that would be commands if they were let. */
export const awkward: readonly string[] = [
  ...['-y', 'stdio', '--port=80', 'a b', '', 'C:\\dir\\', 'C:\\a b\\', '@scope/name@1.2'],
  ...['a&calc', 'x|y', '>=1.2 <7', '(a)', 'a^b', '%PATH%', '100%', 'say "hi"', '{"a":"b c"}'],
  ...['a"&calc', '测试 ü', '!x!', "it's", 'a,b;c', '*?'],
];

/** A program that tells what it was given. */
export const tell = 'process.stdout.write(JSON.stringify(process.argv.slice(2)))';
/** A batch file as npm makes it for a script. */
export const shim = (script: string) => `@ECHO off
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

/** The files of one folder: what tells, and batch files of each kind that lead to it. */
export const batchFiles: Readonly<Record<string, string>> = {
  'tell.cjs': tell,
  'bin/shim.cmd': shim('..\\tell.cjs'),
  'hands-on.cmd': '@node "%~dp0tell.cjs" %*\n',
  'first.bat': '@node "%~dp0tell.cjs" "%~1"\n',
  'mode.bat': '@if "%~1"=="stdio" (node "%~dp0tell.cjs" %2) else (exit /b 2)\n',
};

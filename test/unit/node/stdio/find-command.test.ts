import { describe, expect, test } from 'vitest';
import { candidateFiles } from '../../../../src/main/node/processes/find-command.ts';

describe('candidateFiles', () => {
  const posix = { path: '/a::rel:/b', cwd: '/project', platform: 'linux' } as const;
  const windows = {
    path: 'C:\\a;;"C:\\b b"',
    cwd: 'C:\\work',
    platform: 'win32',
    pathExt: '.EXE;.CMD',
  } as const;

  test('searches every folder of PATH; an empty one is the current folder', () => {
    expect(candidateFiles('npx', posix)).toEqual([
      '/a/npx',
      '/project/npx',
      '/project/rel/npx',
      '/b/npx',
    ]);
  });

  test('does not search for a name with a slash', () => {
    expect(candidateFiles('./run', posix)).toEqual(['/project/run']);
    expect(candidateFiles('/opt/run', posix)).toEqual(['/opt/run']);
  });

  test('tries the extensions of Windows and never its current folder', () => {
    expect(candidateFiles('npx', windows)).toEqual([
      'C:\\a\\npx.EXE',
      'C:\\a\\npx.CMD',
      'C:\\b b\\npx.EXE',
      'C:\\b b\\npx.CMD',
      'C:\\a\\npx',
      'C:\\b b\\npx',
    ]);
    expect(candidateFiles('npx.cmd', windows)[0]).toBe('C:\\a\\npx.cmd');
    expect(candidateFiles('.\\npx.cmd', windows)[0]).toBe('C:\\work\\npx.cmd');
  });

  test.each(['"npx" ', ' npx', '"npx"', 'npx\t'])('on Windows %j is npx', (command) => {
    expect(candidateFiles(command, windows)).toEqual(candidateFiles('npx', windows));
    expect(candidateFiles(command, posix)).not.toEqual(candidateFiles('npx', posix));
  });
});

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { awkward, batchFiles, tell } from './batch-kinds.ts';
import { start, temporaryFolder, writeFiles } from './harness.ts';

const folders = await Promise.all(
  ['plain', 'a b', '测试 ü', 'a & b', "it's (x86)"].map(temporaryFolder),
);
const [plain = ''] = folders;
for (const folder of folders) await writeFiles(folder, batchFiles);

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

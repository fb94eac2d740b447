import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCommand } from '../../../src/main/node/processes/find-command.ts';
import { createUserPath } from '../../../src/main/node/processes/user-path.ts';
import { findProcess, waitFor } from '../../support/processes.ts';

let root: string;
const at = (...parts: readonly string[]) => path.join(root, ...parts);
const script = async (file: string, text: string, mode = 0o755) => {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, mode);
};

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'patchbay-paths-'));
  await script(at('plain', 'tool'), '', 0o644);
  await script(at('good', 'tool'), '');
  await mkdir(at('folder', 'tool'), { recursive: true });
});
afterAll(() => rm(root, { recursive: true }));

describe('findCommand', () => {
  const find = (...folders: readonly string[]) =>
    findCommand('tool', { path: folders.map((folder) => at(folder)).join(':'), cwd: root });

  test('goes on past what cannot be executed, as execvp does', async () => {
    const file = at('good', 'tool');
    expect(await find('folder', 'plain', 'good')).toEqual({ status: 'found', file });
  });

  test('tells what exists but may not run from what is not there', async () => {
    const file = at('plain', 'tool');
    expect(await find('plain', 'none')).toEqual({ status: 'not-executable', file });
    expect(await find('none', 'folder')).toEqual({ status: 'not-found' });
    expect(await findCommand('', { path: root, cwd: root })).toEqual({ status: 'not-found' });
  });
});

describe('the PATH of a real shell', () => {
  const pathWith = (shell: string, limitMs?: number) => {
    const env = { SHELL: shell, PATH: '/usr/bin' };
    const patienceMs = limitMs === undefined ? undefined : { start: limitMs, shell: limitMs };
    return createUserPath({ env, home: at('home'), patienceMs }).find();
  };

  test('takes the PATH that the shell prints among its greetings', async () => {
    const shell = at('shells', 'greeting');
    await script(
      shell,
      '#!/bin/sh\necho hello\nPATH=/from/login:$PATH\nexport PATH\neval "$2"\necho bye\n',
    );
    expect((await pathWith(shell)).startsWith('/from/login:')).toBe(true);
  });

  test('does not wait for what the start-up files leave running', async () => {
    const shell = at('shells', 'lingering');
    await script(shell, '#!/bin/sh\nsleep 1000 &\nPATH=/from/login:$PATH\neval "$2"\nwait\n');
    expect((await pathWith(shell, 1e8)).startsWith('/from/login:')).toBe(true);
  });

  test('asks bash as it is installed here', async () => {
    expect((await pathWith('/bin/bash')).split(':')).toContain('/usr/bin');
  });

  test('adds the folders of tools that exist', async () => {
    await mkdir(at('home', '.cargo', 'bin'), { recursive: true });
    await mkdir(at('home', '.nvm', 'versions', 'node', 'v9.11.2', 'bin'), { recursive: true });
    await mkdir(at('home', '.nvm', 'versions', 'node', 'v20.1.0', 'bin'), { recursive: true });
    const folders = (await pathWith('/no/such/shell')).split(':');
    expect(folders).toContain(at('home', '.cargo', 'bin'));
    expect(folders).toContain(at('home', '.nvm', 'versions', 'node', 'v20.1.0', 'bin'));
    expect(folders).not.toContain(at('home', '.bun', 'bin'));
    expect(folders).not.toContain(at('home', '.nvm', 'versions', 'node', 'v9.11.2', 'bin'));
  });

  test('gives up on a shell that hangs, and kills it', async () => {
    const shell = at('shells', 'hanging');
    await script(shell, `#!/bin/sh\nsleep 1000 &\necho $! > ${at('sleep.pid')}\nwait\n`);
    expect(await pathWith(shell, 500)).toMatch(/^\/usr\/bin/);
    const pid = Number(await readFile(at('sleep.pid'), 'utf8'));
    expect(pid).toBeGreaterThan(0);
    await waitFor('the shell to be gone', async () => (await findProcess(pid)) === undefined);
  });
});

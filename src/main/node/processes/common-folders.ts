import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import type { Environment } from './login-shell.ts';
import { valueIn } from './registry-environment.ts';

/** Where tools are commonly installed; `~` is the home folder. */
const POSIX_FOLDERS = [
  ...['~/.local/bin', '~/bin', '~/.volta/bin', '~/.local/share/mise/shims', '~/.asdf/shims'],
  ...['~/.pyenv/shims', '~/.bun/bin', '~/.deno/bin', '~/.cargo/bin', '~/go/bin'],
  ...['~/.local/share/fnm/aliases/default/bin', '~/.fnm/aliases/default/bin'],
  ...['~/Library/Application Support/fnm/aliases/default/bin'],
  ...['~/.local/share/pnpm', '~/Library/pnpm', '/opt/homebrew/bin', '/opt/homebrew/sbin'],
  ...['/home/linuxbrew/.linuxbrew/bin', '/snap/bin', '/usr/local/bin', '/usr/bin', '/bin'],
];

/** The same on Windows, where a folder may begin with a variable; a star is any version. */
const WINDOWS_FOLDERS = [
  ...['~/.local/bin', '%APPDATA%/npm', '%LOCALAPPDATA%/pnpm', '%LOCALAPPDATA%/Volta/bin'],
  ...['%LOCALAPPDATA%/Microsoft/WinGet/Links', '%LOCALAPPDATA%/Microsoft/WindowsApps'],
  ...['~/scoop/shims', '%ProgramData%/chocolatey/bin', '~/.cargo/bin', '~/.bun/bin'],
  ...['~/.deno/bin', '~/.pyenv/pyenv-win/shims', '~/.pyenv/pyenv-win/bin'],
  ...['%APPDATA%/fnm/aliases/default', '%LOCALAPPDATA%/fnm/aliases/default'],
  ...[
    '%LOCALAPPDATA%/mise/shims',
    '%ProgramFiles%/nodejs',
    '%ProgramFiles%/Docker/Docker/resources/bin',
  ],
  ...['%LOCALAPPDATA%/Programs/Python/*', '%LOCALAPPDATA%/Programs/Python/*/Scripts'],
  ...['%APPDATA%/Python/*/Scripts', '%LOCALAPPDATA%/Programs/Python/Launcher'],
];

/** The folders of this system where tools are commonly installed and that exist now, best first. */
export async function commonFolders(
  platform: NodeJS.Platform,
  home: string,
  env: Environment,
): Promise<readonly string[]> {
  const candidates =
    platform === 'win32'
      ? (await Promise.all(WINDOWS_FOLDERS.map((one) => windowsFolders(one, home, env)))).flat()
      : [...POSIX_FOLDERS.map((one) => one.replace(/^~/, home)), ...(await newestNodeOfNvm(home))];
  const exists = await Promise.all(candidates.map(isFolder));
  return candidates.filter((_, index) => exists[index]);
}

async function windowsFolders(
  template: string,
  home: string,
  env: Environment,
): Promise<readonly string[]> {
  const [first = '', ...rest] = template.split('/');
  const base = first === '~' ? home : valueIn(env, first.replaceAll('%', ''));
  if (!base) return [];
  const star = rest.indexOf('*');
  if (star < 0) return [path.win32.join(base, ...rest)];
  const outer = path.win32.join(base, ...rest.slice(0, star));
  const names = await readdir(outer).catch(() => [] as string[]);
  return newestFirst(names).map((one) => path.win32.join(outer, one, ...rest.slice(star + 1)));
}

async function newestNodeOfNvm(home: string): Promise<readonly string[]> {
  const versions = path.join(home, '.nvm', 'versions', 'node');
  const [newest] = newestFirst(await readdir(versions).catch(() => [] as string[]));
  return newest === undefined ? [] : [path.join(versions, newest, 'bin')];
}

function newestFirst(names: readonly string[]): readonly string[] {
  return [...names].sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}

function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

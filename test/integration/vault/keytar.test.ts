import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

function hasKeyring(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v dbus-run-session && command -v gnome-keyring-daemon']);
    return true;
  } catch {
    return false;
  }
}

interface Told {
  readonly answer: {
    readonly ok: boolean;
    readonly value?: string;
    readonly error?: { code: string };
  };
  readonly status: { readonly state: string; readonly backend: string };
}

describe.runIf(hasKeyring())('vault with the keychain of a desktop session', () => {
  let folder: string;
  let program: string;
  let script: string;
  let path: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-keyring-'));
    await mkdir(join(folder, 'runtime'), { mode: 0o700 });
    path = join(folder, 'data', 'vault.json');
    // Inside node_modules, so that the native module is found from there.
    await mkdir(join(root, 'node_modules/.cache'), { recursive: true });
    program = await mkdtemp(join(root, 'node_modules/.cache/patchbay-vault-'));
    await build({
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: true, external: ['@github/keytar'] },
      build: {
        ssr: join(root, 'test/fixtures/vault/use-vault.ts'),
        outDir: program,
        rollupOptions: { output: { entryFileNames: 'main.mjs' } },
      },
    });
    script = join(program, 'main.mjs');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(program, { recursive: true, force: true });
  });

  const environment = () => ({
    PATH: process.env['PATH'],
    HOME: folder,
    XDG_RUNTIME_DIR: join(folder, 'runtime'),
    XDG_DATA_HOME: join(folder, 'share'),
  });
  const useVault = `'${process.execPath}' "$0" "$@"`;

  /** Runs the program in a session of its own; a keyring opened with `password`, or none. */
  async function inSession(password: string | undefined, args: readonly string[]): Promise<Told> {
    const unlock =
      password === undefined
        ? 'gnome-keyring-daemon --start --components=secrets'
        : `printf '${password}\\n' | gnome-keyring-daemon --unlock --components=secrets`;
    const command = `${unlock} >/dev/null 2>&1; ${useVault}`;
    const { stdout } = await run(
      'dbus-run-session',
      ['--', 'bash', '-c', command, script, ...args],
      { env: environment(), timeout: 60_000 },
    );
    return JSON.parse(stdout) as Told;
  }

  async function withoutSession(args: readonly string[]): Promise<Told> {
    const env = { ...environment(), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    const { stdout } = await run(process.execPath, [script, ...args], { env, timeout: 60_000 });
    return JSON.parse(stdout) as Told;
  }

  test('keeps its key there, is locked without it, and loses nothing by that', async () => {
    const put = await inSession('right', ['put', path, 'canary-secret']);
    expect(put).toMatchObject({
      answer: { ok: true },
      status: { state: 'ready', backend: 'keytar' },
    });
    const id = put.answer.value ?? '';
    const file = await readFile(path, 'utf8');
    expect(file).not.toContain('canary');

    expect(await inSession('right', ['reveal', path, id])).toEqual({
      answer: { ok: true, value: 'canary-secret' },
      status: { state: 'ready', backend: 'keytar' },
    });

    for (const password of ['wrong', undefined]) {
      expect(await inSession(password, ['reveal', path, id])).toMatchObject({
        answer: { ok: false, error: { code: 'VAULT_LOCKED' } },
        status: { state: 'locked' },
      });
      expect((await inSession(password, ['put', path, 'more'])).answer).toMatchObject({
        error: { code: 'VAULT_LOCKED' },
      });
    }
    expect(await withoutSession(['reveal', path, id])).toMatchObject({
      answer: { error: { code: 'VAULT_LOCKED' } },
      status: { state: 'locked' },
    });
    expect(await readFile(path, 'utf8')).toBe(file);

    expect((await inSession('right', ['reveal', path, id])).answer.value).toBe('canary-secret');
  });

  test('leaves nothing that opens a copy of its file once everything was removed', async () => {
    const own = join(folder, 'data', 'removed.json');
    const put = await inSession('right', ['put', own, 'canary-secret']);
    const id = put.answer.value ?? '';
    const copy = await readFile(own);
    expect((await inSession('right', ['clear', own])).answer).toMatchObject({ ok: true });
    await expect(readFile(own)).rejects.toMatchObject({ code: 'ENOENT' });
    await writeFile(own, copy);
    expect((await inSession('right', ['reveal', own, id])).answer).toMatchObject({
      error: { code: 'VAULT_LOCKED' },
    });
  });

  test('keeps secrets in memory, and writes nothing, where there is no keychain', async () => {
    const other = join(folder, 'data', 'other.json');
    expect(await withoutSession(['put', other, 'canary'])).toMatchObject({
      answer: { ok: true },
      status: { state: 'memory-only', backend: '' },
    });
    await expect(readFile(other)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

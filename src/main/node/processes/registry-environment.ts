import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { win32 } from 'node:path';

import { own } from '../../../shared/util/own.ts';
import type { Environment } from './login-shell.ts';

const TIMEOUT_MS = 5_000;

/** Where Windows keeps the environment that programs get which are started from now on. */
const KEYS = {
  machine: String.raw`HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment`,
  person: String.raw`HKCU\Environment`,
} as const;

/** The environment of the registry, of the computer and of the person; absent where not readable. */
export interface RegistryEnvironment {
  readonly machine: Environment;
  readonly person: Environment;
}

/**
 * Reads a key that `reg export` has written: texts (`"a"="b"`) and texts with variables
 * (`hex(2):`, UTF-16LE), which may go over several lines. Names keep their case.
 */
export function parseRegistryExport(text: string): Environment {
  const whole = text.replace(/\\\r?\n\s*/g, '');
  const found = new Map<string, string>();
  for (const line of whole.split(/\r?\n/)) {
    const [, name, plain, hex] =
      /^"((?:[^"\\]|\\.)+)"=(?:"(.*)"|hex\(2\):([\da-f,]*))$/i.exec(line) ?? [];
    if (name === undefined) continue;
    const value = plain === undefined ? fromHex(hex ?? '') : unescaped(plain);
    found.set(unescaped(name), value);
  }
  return Object.fromEntries(found);
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

function fromHex(hex: string): string {
  const bytes = hex.split(',').filter(Boolean);
  return Buffer.from(bytes.join(''), 'hex').toString('utf16le').replace(/\0+$/, '');
}

/**
 * The PATH that a program gets which is started now: the computer's, then the person's, with
 * `%NAME%` filled in from the registry and else from `env`. What has no value stays as it is.
 */
export function registryPath(registry: RegistryEnvironment, env: Environment): string {
  const fill = filler(registry, env);
  const paths = [registry.machine, registry.person].flatMap((one) => valueIn(one, 'PATH') ?? []);
  return paths.map(fill).join(';');
}

/**
 * `env` with what the registry has besides: what was set since this process began. A name that both
 * have keeps the value of `env`, for the registry's is that of services (`USERNAME` is `SYSTEM`).
 */
export function withRegistry(registry: RegistryEnvironment, env: Environment): Environment {
  const fill = filler(registry, env);
  const found = Object.entries({ ...registry.machine, ...registry.person }).flatMap(
    ([name, value]) =>
      value === undefined || valueIn(env, name) !== undefined ? [] : [[name, fill(value)] as const],
  );
  return { ...Object.fromEntries(found), ...env };
}

function filler(registry: RegistryEnvironment, env: Environment): (text: string) => string {
  const all = [registry.person, registry.machine, env];
  const fill = (text: string, depth: number): string =>
    text.replace(/%([^%;]+)%/g, (whole, name: string) => {
      const value = all.map((one) => valueIn(one, name)).find((one) => one !== undefined);
      return value === undefined || depth === 0 ? whole : fill(value, depth - 1);
    });
  return (text) => fill(text, 4);
}

/** The value of `name`, in whatever case it is written. */
export function valueIn(env: Environment, name: string): string | undefined {
  const key = Object.keys(env).find((one) => one.toUpperCase() === name.toUpperCase());
  return key === undefined ? undefined : own(env, key);
}

/**
 * Reads the registry as it is now. By a file, since what `reg query` prints is in a code page that
 * not every name can be written in. `undefined` when it cannot be read. Never rejects.
 */
export async function readRegistryEnvironment(
  env: Environment = process.env,
): Promise<RegistryEnvironment | undefined> {
  const reg = win32.join(env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'reg.exe');
  const folder = await mkdtemp(win32.join(tmpdir(), 'patchbay-')).catch(() => undefined);
  if (folder === undefined) return undefined;
  try {
    const [machine, person] = await Promise.all(
      Object.entries(KEYS).map(([name, key]) => exported(reg, key, win32.join(folder, name))),
    );
    if (machine === undefined && person === undefined) return undefined;
    return { machine: machine ?? {}, person: person ?? {} };
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function exported(reg: string, key: string, file: string): Promise<Environment | undefined> {
  const options = { windowsHide: true, timeout: TIMEOUT_MS };
  await new Promise<void>((resolve) => {
    execFile(reg, ['export', key, file, '/y'], options, () => resolve());
  });
  const text = await readFile(file, 'utf16le').catch(() => undefined);
  return text === undefined ? undefined : parseRegistryExport(text.replace(/^\uFEFF/, ''));
}

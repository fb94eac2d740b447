import { homedir, userInfo } from 'node:os';
import path from 'node:path';

import { own } from '../../../shared/util/own.ts';
import { commonFolders } from './common-folders.ts';
import {
  parsePrintedEnvironment,
  printEnvironmentArgs,
  runShell,
  shouldAskLoginShell,
} from './login-shell.ts';
import type { Environment, RunShell } from './login-shell.ts';
import {
  readRegistryEnvironment,
  registryPath,
  valueIn,
  withRegistry,
} from './registry-environment.ts';
import type { RegistryEnvironment } from './registry-environment.ts';

/** How long a start of a server waits for the shell, and how long the shell may take, ms. */
const patienceMs = { start: 3_000, shell: 30_000 } as const;
/** An answer of the registry is fresh for so long, and a shell that failed is left alone, ms. */
const askAgainMs = { registry: 3_000, shell: 60_000 } as const;

/** The environment a person knows from a terminal, which is also what servers are started with. */
export interface UserPath {
  /**
   * The PATH of now: the shell's or the registry's, then the current one, then common folders that
   * exist. Where the shell is slow it is what is known so far, and `onLate` tells of the rest.
   * Never rejects.
   */
  find(): Promise<string>;
  /** What else is known of the person's environment; without a shell to ask, that of Patchbay. */
  variables(): Environment;
  readonly source: 'login-shell' | 'inherited';
  /** The next `find` asks again, since a person may have installed something meanwhile. */
  forget(): void;
  /** Told when the shell has answered after somebody had gone on without it. */
  onLate(listener: () => void): Disposable;
}

/** What finding the PATH needs; everything has a default that fits the running system. */
export interface UserPathOptions {
  readonly env?: Environment;
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  /** The shell of the account, where the environment names none. */
  readonly accountShell?: string | null;
  readonly patienceMs?: typeof patienceMs | { readonly start: number; readonly shell: number };
  readonly run?: RunShell;
  readonly registry?: () => Promise<RegistryEnvironment | undefined>;
  /** Epoch ms. */
  readonly now?: () => number;
}

/** The PATH of this person, looked for whenever it is asked for; the shell is asked at most once. */
export function createUserPath(options: UserPathOptions = {}): UserPath {
  const platform = options.platform ?? process.platform;
  return platform === 'win32' ? new WindowsPath(options) : new ShellPath(options, platform);
}

/** The environment programs of this person are started with, its PATH as found for them. */
export async function userEnvironment(
  userPath: UserPath,
): Promise<(name: string) => string | undefined> {
  const found = await userPath.find();
  const variables = userPath.variables();
  // On Windows names are written in any case.
  const isWindows = process.platform === 'win32';
  return (name) => {
    if (name === 'PATH') return found;
    return isWindows ? valueIn(variables, name) : own(variables, name);
  };
}

/** Joins PATHs and folders in order of preference: absolute folders only, each of them once. */
export function mergePaths(
  parts: readonly (string | undefined)[],
  platform: NodeJS.Platform,
): string {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const folders = parts.flatMap((part) => part?.split(paths.delimiter) ?? []);
  return [...new Set(folders.filter((one) => paths.isAbsolute(one)))].join(paths.delimiter);
}

const nothing: Disposable = { [Symbol.dispose]: () => undefined };

class WindowsPath implements UserPath {
  readonly source = 'inherited';
  readonly #env: Environment;
  readonly #home: string;
  readonly #registry: () => Promise<RegistryEnvironment | undefined>;
  readonly #now: () => number;
  #asked:
    { readonly at: number; readonly answer: Promise<RegistryEnvironment | undefined> } | undefined;
  #known: RegistryEnvironment | undefined;

  constructor(options: UserPathOptions) {
    this.#env = options.env ?? process.env;
    this.#home = options.home ?? homedir();
    this.#registry = options.registry ?? (() => readRegistryEnvironment(this.#env));
    this.#now = options.now ?? Date.now;
  }

  async find() {
    const at = this.#now();
    // Many servers start at once.
    if (this.#asked === undefined || at - this.#asked.at >= askAgainMs.registry)
      this.#asked = { at, answer: this.#registry() };
    this.#known = (await this.#asked.answer) ?? this.#known;
    const now = this.#known && registryPath(this.#known, this.#env);
    const variables = this.variables();
    const common = await commonFolders('win32', this.#home, variables);
    const inherited = this.#env['PATH'] ?? this.#env['Path'];
    return mergePaths([now, inherited, ...common], 'win32');
  }

  variables() {
    return this.#known === undefined ? this.#env : withRegistry(this.#known, this.#env);
  }

  forget() {
    this.#asked = undefined;
  }

  onLate() {
    return nothing;
  }
}

class ShellPath implements UserPath {
  readonly source: UserPath['source'];
  readonly #env: Environment;
  readonly #platform: NodeJS.Platform;
  readonly #home: string;
  readonly #shell: string | undefined;
  readonly #patienceMs: { readonly start: number; readonly shell: number };
  readonly #run: RunShell;
  readonly #now: () => number;
  readonly #late = new Set<() => void>();
  #known: Environment | undefined;
  #asking: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  #failedAt = -Infinity;
  #wentOnWithout = false;

  constructor(options: UserPathOptions, platform: NodeJS.Platform) {
    this.#env = options.env ?? process.env;
    this.#platform = platform;
    this.#home = options.home ?? homedir();
    const account = options.accountShell === undefined ? accountShell() : options.accountShell;
    this.#shell = this.#env['SHELL'] || account || undefined;
    this.#patienceMs = options.patienceMs ?? patienceMs;
    this.#run = options.run ?? runShell;
    this.#now = options.now ?? Date.now;
    const asks = shouldAskLoginShell(this.#env, platform, this.#shell);
    this.source = asks ? 'login-shell' : 'inherited';
  }

  async find() {
    if (this.source === 'login-shell' && this.#known === undefined) await this.#ask();
    const common = await commonFolders(this.#platform, this.#home, this.#env);
    return mergePaths([this.#known?.['PATH'], this.#env['PATH'], ...common], this.#platform);
  }

  variables() {
    return { ...this.#env, ...this.#known };
  }

  forget() {
    this.#known = undefined;
    this.#failedAt = -Infinity;
  }

  onLate(listener: () => void) {
    this.#late.add(listener);
    return { [Symbol.dispose]: () => void this.#late.delete(listener) };
  }

  /** Waits for the shell as long as anybody waits, counted from when it was asked. */
  async #ask(): Promise<void> {
    if (this.#asking === undefined) {
      if (this.#now() - this.#failedAt < askAgainMs.shell) return;
      this.#asking = { at: this.#now(), answer: this.#answer() };
    }
    const leftMs = this.#asking.at + this.#patienceMs.start - this.#now();
    if (await isThereWithin(this.#asking.answer, leftMs)) return;
    this.#wentOnWithout = true;
  }

  async #answer(): Promise<boolean> {
    const shell = this.#shell ?? '';
    const output = await this.#run(
      shell,
      printEnvironmentArgs(shell),
      this.#patienceMs.shell,
    ).catch(() => undefined);
    const found = output === undefined ? undefined : parsePrintedEnvironment(output);
    this.#asking = undefined;
    if (found === undefined) {
      // Not for ever: the next start may find a quicker computer.
      this.#failedAt = this.#now();
      return true;
    }
    this.#known = found;
    if (this.#wentOnWithout) for (const listener of [...this.#late]) listener();
    this.#wentOnWithout = false;
    return true;
  }
}

/** Whether `answer` comes within this time; a wait that nobody needs keeps no process alive. */
async function isThereWithin(answer: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, timeoutMs), false);
  });
  try {
    return await Promise.race([answer.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

function accountShell(): string | null {
  try {
    return userInfo().shell;
  } catch {
    // An account that the system does not know.
    return null;
  }
}

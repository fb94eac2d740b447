import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a command inside said. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * This machine once more, as it is now, with a person of its own: what is installed, written or removed
 * inside is nowhere else, and gone at the end.
 */
export interface ThrowAwayRoot {
  /** Runs a command as root, without a desktop. */
  asRoot(...argv: readonly string[]): Promise<Said>;
  /** Runs a command as the person, inside their desktop session. */
  asPerson(...argv: readonly string[]): Promise<Said>;
  /** Writes a file, as root. */
  put(content: Buffer | string, path: string): Promise<void>;
  /** Starts a program as the person; it goes on. */
  startAsPerson(...argv: readonly string[]): ChildProcess;
  [Symbol.asyncDispose](): Promise<void>;
}

const person = { name: 'someone', id: '4321', home: '/home/someone', runtime: '/run/user/4321' };

/** Why there can be none here; undefined where there can. */
export async function whyNoRoot(): Promise<string | undefined> {
  const noPackage = process.env['PATCHBAY_NO_PACKAGE'];
  if (noPackage !== undefined) return noPackage;
  if (process.getuid?.() !== 0) return 'installing wants root';
  const hasDpkg = await access('/usr/bin/dpkg').then(
    () => true,
    () => false,
  );
  if (!hasDpkg) return 'there is no dpkg here';
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-root-'));
  const tried = await run('unshare', ['-m', 'sh', '-c', mounts(folder)]);
  await rm(folder, { recursive: true, force: true });
  return tried.code === 0 ? undefined : `this system lets nobody lay one root over another`;
}

/** Makes the root and opens the person's desktop session in it, on the display of this test. */
export async function makeRoot(): Promise<ThrowAwayRoot> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-root-'));
  const script = `${mounts(folder)}\necho ready\nexec sleep infinity`;
  // A group of its own, so that its end takes along what was started inside.
  const holder = spawn('unshare', ['-m', '--propagation', 'private', 'sh', '-c', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  await once(createInterface({ input: holder.stdout }), 'line');
  const inside = (argv: readonly string[]) => [
    ...['-t', String(holder.pid), '-m', 'chroot', join(folder, 'root')],
    ...argv,
  ];
  const personal = (argv: readonly string[]) => inside([...becomePerson(), ...argv]);

  const started: ChildProcess[] = [];
  const root: ThrowAwayRoot = {
    asRoot: (...argv) => run('nsenter', inside(['env', 'DEBIAN_FRONTEND=noninteractive', ...argv])),
    asPerson: (...argv) => run('nsenter', personal(argv)),
    async put(content, path) {
      await must(run('nsenter', inside(['sh', '-c', 'cat > "$0"', path]), content));
    },
    startAsPerson(...argv) {
      const child = spawn('nsenter', personal(argv), { stdio: ['pipe', 'pipe', 'pipe'] });
      started.push(child);
      return child;
    },
    async [Symbol.asyncDispose]() {
      await run('pkill', ['-KILL', '-u', person.id]);
      holder.kill('SIGKILL');
      if (holder.exitCode === null && holder.signalCode === null) await once(holder, 'exit');
      for (const child of started) child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
  await openSession(root);
  return root;
}

/** Everything as it is, with a layer in memory above it that takes what is written. */
function mounts(folder: string): string {
  return [
    'set -e',
    `mount -t tmpfs none ${folder}`,
    `mkdir ${folder}/upper ${folder}/work ${folder}/root`,
    `mount -t overlay overlay -o lowerdir=/,upperdir=${folder}/upper,workdir=${folder}/work ${folder}/root`,
    ...['proc', 'sys', 'dev'].map((name) => `mount --rbind /${name} ${folder}/root/${name}`),
  ].join('\n');
}

function becomePerson(): readonly string[] {
  const bus = `unix:path=${person.runtime}/bus`;
  const env = {
    HOME: person.home,
    USER: person.name,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    XDG_RUNTIME_DIR: person.runtime,
    XDG_CURRENT_DESKTOP: 'GNOME',
    DBUS_SESSION_BUS_ADDRESS: bus,
    // There is none in a container; ours answers that nobody is there.
    DBUS_SYSTEM_BUS_ADDRESS: bus,
    NO_AT_BRIDGE: '1',
    DISPLAY: process.env['DISPLAY'] ?? '',
    XAUTHORITY: `${person.home}/.Xauthority`,
  };
  const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const become = ['setpriv', '--reuid', person.id, '--regid', person.id, '--clear-groups'];
  return [...become, 'env', '-i', '-C', person.home, ...words];
}

async function openSession(root: ThrowAwayRoot): Promise<void> {
  const authority = process.env['XAUTHORITY'] ?? '/dev/null';
  const { id, name, home, runtime } = person;
  await must(root.asRoot('useradd', '--create-home', '--uid', id, '--user-group', name));
  await must(root.asRoot('install', '-d', '-m', '0700', '-o', id, '-g', id, runtime));
  await root.put(await readFile(authority), `${home}/.Xauthority`);
  await must(root.asRoot('chown', id, `${home}/.Xauthority`));
  await must(root.asRoot('mount', '-t', 'tmpfs', '-o', 'mode=1777', 'none', '/tmp'));
  const bus = `unix:path=${runtime}/bus`;
  await must(
    root.asPerson('dbus-daemon', '--session', `--address=${bus}`, '--fork', '--nopidfile'),
  );
  const unlock = 'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets';
  await must(root.asPerson('sh', '-c', `${unlock} >/dev/null 2>&1`));
}

async function must(work: Promise<Said>): Promise<Said> {
  const said = await work;
  if (said.code !== 0) throw new Error(`the session could not be opened: ${said.stderr}`);
  return said;
}

function run(command: string, args: readonly string[], input: Buffer | string = ''): Promise<Said> {
  return new Promise((resolve) => {
    const options = { maxBuffer: 64 * 1024 ** 2, timeout: 120_000 };
    const child = execFile(command, args, options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 1;
      resolve({ code: error === null ? 0 : code, stdout, stderr });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

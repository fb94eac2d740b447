import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** A network of its own, one cable away from this computer. Needs root and iproute2. */
export interface NetworkNamespace extends AsyncDisposable {
  readonly name: string;
  /** The address of what listens inside. */
  readonly address: string;
  /** The address of this computer, as seen from inside. */
  readonly outside: string;
  /** Starts a program inside; it is ended with the namespace. */
  spawn(
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): ChildProcess;
  /** From now on nothing comes out any more, without a word to anybody. */
  goSilent(): Promise<void>;
  /** Ends the silence. */
  speak(): Promise<void>;
  /** Pulls the cable, or puts it in again; inside, the system knows. */
  setCable(isIn: boolean): Promise<void>;
}

// What another process left behind must not get in the way.
const subnet = `10.213.${process.pid % 256}`;
const outside = `${subnet}.1`;
const inside = `${subnet}.2`;
const run = promisify(execFile);
const ip = (words: string) => run('ip', words.split(' '));

/** Makes a namespace; undefined where that is not possible. */
export async function createNetworkNamespace(): Promise<NetworkNamespace | undefined> {
  const name = `patchbay-${process.pid}`;
  const [near, far] = [`pb${process.pid}a`, `pb${process.pid}b`];
  const within = (words: string) => ip(`netns exec ${name} ip ${words}`);
  const children = new Set<ChildProcess>();
  const remove = async () => {
    for (const child of children) {
      const gone = once(child, 'exit');
      if (child.kill('SIGKILL')) await gone;
    }
    await ip(`netns del ${name}`).catch(() => undefined);
    await ip(`link del ${near}`).catch(() => undefined);
  };
  try {
    await ip(`netns add ${name}`);
    await ip(`link add ${near} type veth peer name ${far}`);
    await ip(`link set ${far} netns ${name}`);
    await ip(`addr add ${outside}/30 dev ${near}`);
    await ip(`link set ${near} up`);
    await within(`addr add ${inside}/30 dev ${far}`);
    await within(`link set ${far} up`);
    await within('link set lo up');
  } catch {
    await remove();
    return undefined;
  }
  return {
    name,
    address: inside,
    outside,
    spawn(command, args, env) {
      const words = ['netns', 'exec', name, command, ...args];
      const child = spawn('ip', words, {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.add(child);
      return child;
    },
    goSilent: async () => void (await within(`route add blackhole ${outside}/32`)),
    setCable: async (isIn) => void (await ip(`link set ${near} ${isIn ? 'up' : 'down'}`)),
    speak: async () => void (await within(`route del blackhole ${outside}/32`)),
    [Symbol.asyncDispose]: remove,
  };
}

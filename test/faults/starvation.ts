import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

import { createFaultPool, never, program } from './fault-pool.ts';

/** What a process can run out of, as `prlimit` calls it. */
export type Resource = 'nofile' | 'nproc';

/** What became of three programs when there was nothing left to start the third. */
export interface Starved {
  /** What the third one met. */
  readonly kind: string;
  readonly code: string;
  readonly detail: string;
  /** Of the two that ran: how many still do, and how many of 20 calls they answered. */
  readonly othersReady: number;
  readonly answered: number;
  /** Whether the third came by itself once there was enough again. */
  readonly isBack: boolean;
}

const names: Readonly<Record<Resource, RegExp>> = {
  nofile: /Max open files\s+(\w+)/,
  nproc: /Max processes\s+(\w+)/,
};

/** Starts two programs, leaves this process nothing to start a third, then gives it back. */
export async function starve(resource: Resource): Promise<Starved> {
  const kit = createFaultPool({ a: program('plain'), b: program('plain'), c: program('plain') });
  for (const name of ['a', 'b']) kit.pool.connect(name);
  await Promise.all(['a', 'b'].map((name) => kit.reached(name, 'ready')));
  const sessions = await Promise.all(['a', 'b'].map((name) => kit.session(name)));
  const limiter = startLimiter(resource);
  const limits = await readFile('/proc/self/limits', 'utf8');
  const [, before = 'unlimited'] = names[resource].exec(limits) ?? [];
  await limiter.set(String(resource === 'nofile' ? await lowestFree() : 1));
  kit.pool.connect('c');
  const denied = await kit.reached('c', 'waiting', 'failed', 'ready');
  const calls = sessions.flatMap((session) =>
    Array.from({ length: 10 }, () => session.callTool({ name: 'echo', args: {} }, never)),
  );
  const answered = (await Promise.all(calls)).filter(({ ok }) => ok).length;
  const othersReady = ['a', 'b'].filter((name) => kit.pool.status(name)?.kind === 'ready').length;
  await limiter.set(before);
  await limiter.stop();
  const isBack = (await kit.reached('c', 'ready', 'failed')).kind === 'ready';
  await kit.close();
  const { code, detail } = 'failure' in denied ? denied.failure : { code: denied.kind, detail: '' };
  return { kind: denied.kind, code, detail, othersReady, answered, isBack };
}

/** A helper that is there before the limit is, since nothing can be started under it. */
function startLimiter(resource: Resource) {
  const change = `prlimit --pid ${process.pid} --${resource}="$soft":`;
  const script = `while read -r soft; do ${change} && echo done; done`;
  const shell = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: shell.stdout });
  return {
    async set(soft: string) {
      shell.stdin.write(`${soft}\n`);
      await once(lines, 'line');
    },
    async stop() {
      shell.stdin.end();
      await once(shell, 'exit');
    },
  };
}

/** The lowest number that no open file has: as a limit it leaves nothing to open. */
async function lowestFree(): Promise<number> {
  const open = new Set((await readdir('/proc/self/fd')).map(Number));
  let free = 0;
  while (open.has(free)) free += 1;
  // Reading the folder had a number itself.
  return free - 1;
}

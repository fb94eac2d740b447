import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

import { resolvesWithin } from '../stdio/stop-tree.ts';
import { watchdogScript } from './watchdog-script.ts';

const EXIT_WAIT_MS = 500;

/** A small process that outlives a Patchbay that dies, and then ends what the roster lists. */
export interface Watchdog {
  readonly isRunning: boolean;
  /** Lets it look at the roster and end; waits for that a moment. */
  dispose(): Promise<void>;
}

/** Starts a watchdog over the roster at `path`. Never throws. Not for Windows, which has no `sh`. */
export function startWatchdog(path: string): Watchdog {
  const child = launch(path);
  let isRunning = child !== undefined;
  const exited = new Promise<void>((resolve) => {
    const over = () => {
      isRunning = false;
      resolve();
    };
    child?.once('exit', over);
    child?.once('error', over);
  });
  return {
    get isRunning() {
      return isRunning;
    },
    async dispose() {
      child?.stdin?.end();
      if (isRunning) await resolvesWithin(exited, EXIT_WAIT_MS);
    },
  };
}

type Unrefable<T> = T & { unref(): void };

function launch(path: string): ChildProcess | undefined {
  try {
    // In a session of its own, what ends Patchbay's group does not end the watchdog with it.
    const child = spawn('/bin/sh', ['-c', watchdogScript, 'patchbay-watchdog', path], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    });
    // Where the system is out of descriptors there is no pipe, and the error is told later.
    child.on('error', () => undefined);
    const input = child.stdin as Unrefable<typeof child.stdin> | undefined;
    input?.on('error', () => undefined);
    // It must not keep alive whom it watches.
    child.unref();
    input?.unref();
    return child;
  } catch {
    return undefined;
  }
}

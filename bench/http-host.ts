import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { buildProgram } from '../test/support/node-program.ts';
import { freePort, passingServerLaunch } from '../test/support/real-servers.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

/** A Patchbay without its window in a process of its own, with an HTTP door. */
export interface HttpHost {
  readonly pid: number;
  readonly url: string;
  readonly secret: string;
  end(): Promise<void>;
}

/** Starts it on a data folder; the passing server comes to what is there, as `everything`. */
export async function startHttpHost(folder: string): Promise<HttpHost> {
  const entry = join(root, 'test/fixtures/host/serve-apps.ts');
  const program = await buildProgram(entry, join(folder, 'program'), 'serve-apps');
  const port = await freePort();
  const { command, args } = passingServerLaunch({});
  const child = spawn(process.execPath, [program, folder, command, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, HTTP_PORT: String(port) },
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error('the host ended')));
  });
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${String(port)}/mcp`,
    secret: line.split(' ')[1] ?? '',
    async end() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
    },
  };
}

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { addAgreed } from '../../test/support/add-agreed.ts';
import { startTestHost } from '../../test/support/test-host.ts';
import type { Outcome } from './outcome.ts';

const program = 'mcp-hello-world';
const bunPackage = '@oven/bun-linux-x64';

/** A program that fetches what it runs, told to keep what it fetched in a folder of its own. */
interface Runner {
  readonly command: string;
  readonly args: readonly string[];
  readonly envOf: (folder: string) => Promise<Readonly<Record<string, string>>>;
}

const npx: Runner = {
  command: 'npx',
  args: ['-y', program],
  envOf: (folder) => Promise.resolve({ npm_config_cache: folder }),
};

/** Bun as npm has it, fetched once into `cache`; it is bunx when it is called so. */
const bunxFrom = (cache: string): Runner => ({
  command: 'bunx',
  args: [program],
  envOf: async (folder) => {
    const bin = join(cache, 'bun', 'node_modules', bunPackage, 'bin');
    if ((await readdir(bin).catch(() => [])).length === 0) {
      await mkdir(join(cache, 'bun'), { recursive: true });
      const to = ['--prefix', join(cache, 'bun'), '--no-audit', '--no-fund'];
      await promisify(execFile)('npm', ['install', ...to, bunPackage]);
    }
    const called = join(folder, 'bin');
    await mkdir(called, { recursive: true });
    for (const name of ['bun', 'bunx'])
      await symlink(join(bin, 'bun'), join(called, name)).catch(() => undefined);
    return {
      PATH: `${called}:${process.env['PATH'] ?? ''}`,
      BUN_INSTALL_CACHE_DIR: join(folder, 'cache'),
      TMPDIR: folder,
    };
  },
});

/** One program by `npx` and by `bunx`, each with an empty cache and once more with a filled one. */
export async function firstStarts(cache: string): Promise<readonly Outcome[]> {
  return [await startedBy(npx), await startedBy(bunxFrom(cache))];
}

async function startedBy({ command, args, envOf }: Runner): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-first-'));
  const values = Object.entries(await envOf(folder)).map(
    ([name, text]) => [name, { kind: 'text' as const, text }] as const,
  );
  const running = await startTestHost();
  const startOnce = async (title: string) => {
    const transport = { type: 'stdio' as const, command, args: [...args] };
    const draft = { title, transport: { ...transport, env: Object.fromEntries(values) } };
    const name = await addAgreed(running.client, draft);
    const state = await running.reached(name, 'ready', 'failed', 'waiting', 'cooling');
    await running.client.servers.remove({ name });
    return state.kind === 'ready' ? Math.round(state.connectedInMs) : undefined;
  };
  try {
    const [coldMs, warmMs] = [await startOnce('cold'), await startOnce('warm')];
    const shown = (ms: number | undefined) => (ms === undefined ? 'not ready' : `${String(ms)} ms`);
    return {
      figure: `\`${[command, ...args].join(' ')}\`: until it is ready, with its cache empty and filled`,
      ours: `${shown(coldMs)} / ${shown(warmMs)}`,
      goal: 'ready at the first attempt, both',
      isMet: coldMs !== undefined && warmMs !== undefined,
      others: '',
      script: 'bench/figures/first-starts.ts',
    };
  } finally {
    await running.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

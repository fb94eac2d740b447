import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

import type { FindableTool } from '../../src/main/gateway/find-tools/tool-index.ts';
import { jsonObjectSchema } from '../../src/shared/domain/catalog.ts';
import { referenceServer } from './real-servers.ts';

interface RealServer {
  readonly name: string;
  readonly version: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Servers from npm that say what they offer without an account; nothing of theirs is called. */
const published: Readonly<Record<string, RealServer>> = {
  github: { name: '@modelcontextprotocol/server-github', version: '2025.4.8' },
  slack: {
    name: '@modelcontextprotocol/server-slack',
    version: '2025.4.25',
    env: { SLACK_BOT_TOKEN: 'none', SLACK_TEAM_ID: 'none' },
  },
  notion: { name: '@notionhq/notion-mcp-server', version: '2.5.2' },
  playwright: { name: '@playwright/mcp', version: '0.0.82', args: ['--caps=vision,pdf,tracing'] },
  devtools: { name: 'chrome-devtools-mcp', version: '1.11.0' },
};
const installed = ['filesystem', 'memory', 'sequential-thinking'] as const;

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const cache = join(root, '.cache', 'real-tools');
const run = promisify(execFile);
const maxFetchMs = 5 * 60_000;

/**
 * The tools of real servers, as they list them now; they are fetched from npm the first time. A text
 * says why they cannot be had.
 */
export async function realTools(): Promise<readonly FindableTool[] | string> {
  try {
    await fetchAll();
    const tools: FindableTool[] = [];
    for (const [server, { name, args = [], env = {} }] of Object.entries(published)) {
      const program = [await programOf(name), ...args];
      tools.push(...(await toolsOf(server, { command: process.execPath, args: program, env })));
    }
    for (const server of installed) {
      const launch = referenceServer(server, server === 'filesystem' ? [root] : []);
      tools.push(...(await toolsOf(server, launch)));
    }
    return tools;
  } catch (error) {
    return String(error).slice(0, 300);
  }
}

async function fetchAll(): Promise<void> {
  if (await isThere(join(cache, 'node_modules'))) return;
  const packages = Object.values(published).map(({ name, version }) => `${name}@${version}`);
  await mkdir(join(root, '.cache'), { recursive: true });
  const work = await mkdtemp(join(root, '.cache', 'fetching-'));
  try {
    const args = ['install', '--prefix', work, '--ignore-scripts', '--no-audit', '--no-fund'];
    await run('npm', [...args, '--omit=optional', '--loglevel', 'error', ...packages], {
      timeout: maxFetchMs,
    });
    await rename(work, cache);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function programOf(name: string): Promise<string> {
  const folder = join(cache, 'node_modules', name);
  const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly bin: string | Readonly<Record<string, string>>;
  };
  return join(folder, typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''));
}

async function toolsOf(
  server: string,
  launch: {
    readonly command: string;
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<readonly FindableTool[]> {
  const client = new Client({ name: 'trial', version: '1.0.0' });
  const { command, args, env = {} } = launch;
  await client.connect(
    new StdioClientTransport({ command, args: [...args], env: { ...env }, stderr: 'ignore' }),
  );
  const { tools } = await client.listTools();
  await client.close();
  return tools.map((tool) => ({
    name: `${server}_${tool.name}`,
    own: tool.name,
    server,
    item: jsonObjectSchema.parse(tool),
  }));
}

import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

import { addAgreed } from '../../test/support/add-agreed.ts';
import { startTestHost } from '../../test/support/test-host.ts';
import type { TestHost } from '../../test/support/test-host.ts';
import { firstStarts } from './first-starts.ts';
import { notAmong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
/** Installed once; later runs need no network. */
const cache = join(root, 'node_modules/.cache/real-servers');
const script = 'bench/figures/real-servers.ts';

/** Servers as people install them, with values that let them start; none is asked to do anything. */
const packages = new Map<string, Readonly<Record<string, string>>>(
  Object.entries<Readonly<Record<string, string>>>({
    'mcp-hello-world': {},
    '@upstash/context7-mcp': {},
    '@notionhq/notion-mcp-server': { NOTION_TOKEN: 'ntn_000000' },
    '@modelcontextprotocol/server-github': {},
    '@modelcontextprotocol/server-gitlab': { GITLAB_PERSONAL_ACCESS_TOKEN: 'none' },
    '@modelcontextprotocol/server-brave-search': { BRAVE_API_KEY: 'none' },
    '@modelcontextprotocol/server-slack': { SLACK_BOT_TOKEN: 'xoxb-0', SLACK_TEAM_ID: 'T0' },
    '@brave/brave-search-mcp-server': { BRAVE_API_KEY: 'none' },
    'exa-mcp-server': { EXA_API_KEY: 'none' },
    'airtable-mcp-server': { AIRTABLE_API_KEY: 'pat0.0' },
    '@perplexity-ai/mcp-server': { PERPLEXITY_API_KEY: 'none' },
    '@drawio/mcp': {},
    'reddit-mcp-buddy': {},
    'dataforseo-mcp-server': { DATAFORSEO_USERNAME: 'a', DATAFORSEO_PASSWORD: 'b' },
    'hostinger-api-mcp': { API_TOKEN: 'none' },
    '@hubspot/mcp-server': { PRIVATE_APP_ACCESS_TOKEN: 'none' },
  }),
);

interface Program {
  readonly title: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Real servers in a whole host and in the bare SDK's client, one after the other. */
export async function realServers(): Promise<readonly Outcome[]> {
  const programs = await installed();
  const running = await startTestHost();
  const wrong: string[] = [];
  let entries = 0;
  try {
    for (const program of programs) {
      const bare = await listedByBare(program).catch(() => undefined);
      const ours = await listedHere(running, program).catch(() => undefined);
      entries += ours?.length ?? 0;
      if (ours === undefined || ours.join() !== bare?.join()) wrong.push(program.title);
    }
  } finally {
    await running.remove();
  }
  const right = programs.length - wrong.length;
  return [
    {
      figure:
        'servers from npm as published: ready, with the lists the bare client of the SDK gets',
      ours: `${String(right)} of ${String(programs.length)}, ${String(entries)} entries${notAmong(wrong)}`,
      goal: 'all of at least 12',
      isMet: wrong.length === 0 && programs.length >= 12,
      others: 'the bare client of the same run is the measure',
      script,
    },
    ...(await firstStarts(cache)),
  ];
}

async function installed(): Promise<readonly Program[]> {
  const names = [...packages.keys()];
  await mkdir(cache, { recursive: true });
  const missing = await missingOf(names);
  if (missing.length > 0) {
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'];
    await promisify(execFile)('npm', ['install', '--prefix', cache, ...options, ...missing], {
      maxBuffer: 2 ** 26,
    });
  }
  return Promise.all(names.map((name) => programOf(name, packages.get(name) ?? {})));
}

async function missingOf(names: readonly string[]): Promise<readonly string[]> {
  const looked = await Promise.all(
    names.map((name) =>
      programOf(name, {}).then(
        () => [],
        () => [name],
      ),
    ),
  );
  return looked.flat();
}

async function programOf(name: string, env: Program['env']): Promise<Program> {
  const folder = join(cache, 'node_modules', name);
  const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly bin?: string | Readonly<Record<string, string>>;
  };
  const [file] = typeof bin === 'string' ? [bin] : Object.values(bin ?? {});
  if (file === undefined) throw new Error(`${name} has no program`);
  return { title: name, args: [join(folder, file)], env };
}

async function listedHere(
  { client, reached }: TestHost,
  { title, args, env }: Program,
): Promise<readonly string[]> {
  const values = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, { kind: 'text' as const, text: value }]),
  );
  const transport = { type: 'stdio' as const, command: process.execPath, args: [...args] };
  const name = await addAgreed(client, { title, transport: { ...transport, env: values } });
  const state = await reached(name, 'ready', 'failed', 'waiting', 'cooling');
  const catalog = state.kind === 'ready' ? await client.catalog.get({ name }) : null;
  await client.servers.remove({ name });
  if (catalog === null) throw new Error(`${title} is ${state.kind}`);
  const { tools, prompts, resources, resourceTemplates } = catalog;
  return [
    ...tools.map((one) => `tool ${one.name}`),
    ...prompts.map((one) => `prompt ${one.name}`),
    ...resources.map((one) => `resource ${one.uri}`),
    ...resourceTemplates.map((one) => `template ${one.uriTemplate}`),
  ].sort();
}

async function listedByBare({ args, env }: Program): Promise<readonly string[]> {
  const client = new Client({ name: 'bare', version: '1.0.0' });
  const inherited = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [...args],
      env: { ...inherited, ...env },
      stderr: 'ignore',
    }),
  );
  try {
    // A list that is refused is empty.
    const none = () => undefined;
    const tools = await client.listTools().catch(none);
    const prompts = await client.listPrompts().catch(none);
    const resources = await client.listResources().catch(none);
    const templates = await client.listResourceTemplates().catch(none);
    return [
      ...(tools?.tools ?? []).map(({ name }) => `tool ${name}`),
      ...(prompts?.prompts ?? []).map(({ name }) => `prompt ${name}`),
      ...(resources?.resources ?? []).map(({ uri }) => `resource ${uri}`),
      ...(templates?.resourceTemplates ?? []).map(({ uriTemplate }) => `template ${uriTemplate}`),
    ].sort();
  } finally {
    await client.close();
  }
}

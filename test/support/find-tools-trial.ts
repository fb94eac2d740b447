import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

import type { FindableTool, ToolIndex } from '../../src/main/gateway/find-tools/tool-index.ts';
import { jsonObjectSchema } from '../../src/shared/domain/catalog.ts';
import { labelledQueries } from '../fixtures/find-tools/labelled-queries.ts';
import { writtenServers } from '../fixtures/find-tools/written-tools.ts';
import { referenceServer } from './real-servers.ts';

const real = ['everything', 'filesystem', 'memory', 'sequential-thinking'] as const;

/** The tools of real reference servers, asked now, and of those written to be like known ones. */
export async function trialTools(): Promise<readonly FindableTool[]> {
  const asked = await Promise.all(real.map(async (name) => [name, await toolsOf(name)] as const));
  return [...asked, ...Object.entries(writtenServers)].flatMap(([server, tools]) =>
    tools.map((tool) => ({
      name: `${server}_${tool.name}`,
      own: tool.name,
      server,
      item: jsonObjectSchema.parse(tool),
    })),
  );
}

async function toolsOf(server: (typeof real)[number]) {
  const client = new Client({ name: 'trial', version: '1.0.0' });
  const { command, args } = referenceServer(server, server === 'filesystem' ? [process.cwd()] : []);
  await client.connect(new StdioClientTransport({ command, args: [...args], stderr: 'ignore' }));
  const { tools } = await client.listTools();
  await client.close();
  return tools;
}

/** How often the right tool is among the first `count`, and which queries it was not for. */
export function recallAt(index: ToolIndex, count: number) {
  const missed = labelledQueries.filter(
    ([query, tool]) => !index.find(query, count).includes(tool),
  );
  return { recall: 1 - missed.length / labelledQueries.length, missed };
}

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

import { childEnvironment } from '../src/main/node/stdio/child-environment.ts';

/** A client of the bare SDK, as its own documentation shows it. */
export interface RawConnection {
  readonly client: Client;
  close(): Promise<void>;
}

const identity = { name: 'raw', version: '1.0.0' };

/**
 * Starts a program, shakes hands and lists once what the program says it has. The program gets the
 * variables that ours gets: what one of them costs (Node reads `NODE_EXTRA_CA_CERTS` before it does
 * anything else) is the program's own time.
 */
export async function rawStdio(command: string, args: readonly string[]): Promise<RawConnection> {
  const client = new Client(identity);
  const env = childEnvironment({ base: process.env, own: {}, platform: process.platform });
  await client.connect(
    new StdioClientTransport({ command, args: [...args], env, stderr: 'ignore' }),
  );
  return listed(client);
}

/** Connects over Streamable HTTP and lists once. */
export async function rawHttp(url: string): Promise<RawConnection> {
  const client = new Client(identity);
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return listed(client);
}

async function listed(client: Client): Promise<RawConnection> {
  const { tools, resources, prompts } = client.getServerCapabilities() ?? {};
  await Promise.all([
    tools && client.listTools(),
    resources && client.listResources(),
    resources && client.listResourceTemplates(),
    prompts && client.listPrompts(),
  ]);
  return { client, close: () => client.close() };
}

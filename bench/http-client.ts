import { setTimeout as delay } from 'node:timers/promises';

import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';

/** Where an app asks, and in which words. */
export interface Place {
  readonly url: string;
  readonly era: 'legacy' | 'modern' | 'sse';
  readonly secret?: string;
}

const connectTries = 60;

/** An app at an address; whoever listens there may need a moment to begin. */
export async function appAt({ url, era, secret }: Place): Promise<Client> {
  const headers = { ...(secret !== undefined && { Authorization: `Bearer ${secret}` }) };
  const mode = era === 'modern' ? ({ pin: '2026-07-28' } as const) : 'legacy';
  for (let tries = 1; ; tries += 1) {
    const client = new Client(
      { name: 'bench', version: '1.0.0' },
      { versionNegotiation: { mode } },
    );
    try {
      await client.connect(
        era === 'sse'
          ? new SSEClientTransport(new URL(url))
          : new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
      );
      return client;
    } catch (error) {
      if (tries === connectTries) throw error;
      await delay(250);
    }
  }
}

/** Calls the echo of the passing server under the name it has there. */
export const echoOf = (client: Client, tool: string) => async (): Promise<void> => {
  const { content } = await client.callTool({ name: tool, arguments: { value: 'hello' } });
  if (!JSON.stringify(content).includes('hello')) throw new Error(JSON.stringify(content));
};

import type { Transport } from '@modelcontextprotocol/client';
import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

import { registerSamplePrompts, registerSampleResources } from './sample-texts.ts';
import { registerSampleTools } from './sample-tools.ts';

/** A running sample server and the end of the line a client takes. */
export interface SampleServer {
  readonly clientTransport: Transport;
  close(): Promise<void>;
}

/**
 * Starts the built-in sample server inside this process. It speaks both protocol eras, touches
 * neither files nor network, and forgets everything when it is closed.
 */
export function startSampleServer(): SampleServer {
  const [clientTransport, serverTransport] = InMemoryTransport.createLinkedPair();
  const handle = serveStdio(createSampleServer, { transport: serverTransport });
  return {
    clientTransport,
    close: async () => {
      await clientTransport.close();
      await handle.close();
    },
  };
}

function createSampleServer(): McpServer {
  const server = new McpServer(
    { name: 'patchbay-sample', title: 'Sample server', version: '1.0.0' },
    {
      capabilities: { tools: { listChanged: true } },
      instructions:
        'A playground inside Patchbay. Every tool is harmless; start with echo, then try slow.',
    },
  );
  registerSampleTools(server);
  registerSampleResources(server);
  registerSamplePrompts(server);
  return server;
}

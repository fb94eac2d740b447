import type { Client, ClientCapabilities } from '@modelcontextprotocol/client';

import type { ElicitationPort } from '../../src/main/elicitation/question.ts';
import { addAgreed } from './add-agreed.ts';
import { compiledBridge, connectApp, scriptBridge, untilDoorIsOpen } from './bridge.ts';
import { passingServerLaunch, startPassingServerOverHttp } from './real-servers.ts';
import type { ListeningServer } from './real-servers.ts';
import { startTestHost } from './test-host.ts';
import type { TestHost } from './test-host.ts';

/** An era of the protocol. */
export type Era = 'legacy' | 'modern';

/** A host with a door for apps, and passing servers behind it. */
export interface PassingHome extends AsyncDisposable {
  readonly host: TestHost;
  /** Adds a passing server; it is ready when this resolves. */
  addServer(name: string, over: 'stdio' | 'http', era: Era | 'both'): Promise<void>;
  addDraft(draft: object & { readonly title: string }): Promise<void>;
  /** An app that came through the door, and what it is asked in `questions`. */
  app(
    era: Era,
    options: { readonly app: string } & Pick<
      Parameters<typeof connectApp>[2],
      'args' | 'capabilities' | 'prepare'
    >,
  ): Promise<Client>;
  /** Calls the tool of a passing server and gives its text, read as JSON. */
  readonly tell: (client: Client, tool: string, args?: object) => Promise<unknown>;
}

/** Everything an app may announce that it answers. */
export const allAbilities: ClientCapabilities = {
  elicitation: { form: {}, url: {} },
  sampling: { tools: {} },
  roots: { listChanged: true },
};

/** Starts a home; whoever starts it disposes it. */
export async function startPassingHome(
  questions?: 'window' | ElicitationPort,
): Promise<PassingHome> {
  const host = await startTestHost({ servesApps: true, questions });
  host.host.start();
  await host.host.started;
  await untilDoorIsOpen(host.folder);
  const apps: Client[] = [];
  const listening: ListeningServer[] = [];
  const addDraft: PassingHome['addDraft'] = async (draft) => {
    await host.reached(await addAgreed(host.client, draft as never), 'ready');
  };
  return {
    host,
    addDraft,
    async addServer(name, over, era) {
      if (over === 'http') {
        const server = await startPassingServerOverHttp({ ERA: era });
        listening.push(server);
        const { url } = server;
        return addDraft({
          title: name,
          transport: { type: 'streamable-http', url, headers: {} },
        } as never);
      }
      const { command, args } = passingServerLaunch({});
      const env = { ERA: { kind: 'text', text: era } };
      return addDraft({ title: name, transport: { type: 'stdio', command, args, env } } as never);
    },
    async app(era, options) {
      const client = await connectApp(compiledBridge ?? scriptBridge, host.folder, {
        ...options,
        era,
      });
      apps.push(client);
      return client;
    },
    async tell(client, tool, args = {}) {
      const { content } = await client.callTool({ name: tool, arguments: { ...args } });
      const [first] = content;
      const said = first?.type === 'text' ? first.text : JSON.stringify(first);
      try {
        return JSON.parse(said) as unknown;
      } catch {
        return said;
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(apps.map((client) => client.close().catch(() => undefined)));
      await host.remove();
      await Promise.all(listening.map((server) => server.kill()));
    },
  };
}

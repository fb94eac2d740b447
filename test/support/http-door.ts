import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { ClientCapabilities } from '@modelcontextprotocol/client';

import { usualGatewaySettings } from '../../src/shared/domain/gateway-settings.ts';
import { addAgreed } from './add-agreed.ts';
import { freePort, referenceServer } from './real-servers.ts';
import { startTestHost } from './test-host.ts';
import type { TestHost } from './test-host.ts';

/** A host whose HTTP door is open, and a token for it. */
export interface HttpDoorHost extends TestHost {
  readonly port: number;
  readonly secret: string;
  readonly tokenId: string;
}

/** Starts a host that serves apps over HTTP, with the sample server ready. */
export async function startHttpDoor(
  options: Parameters<typeof startTestHost>[0] = {},
): Promise<HttpDoorHost> {
  const gateway = { ...usualGatewaySettings, http: true, port: await freePort() };
  const running = await startTestHost({
    servesApps: true,
    seedSample: true,
    settings: { gateway },
    ...options,
  });
  running.host.start();
  await running.host.started;
  await running.reached('sample', 'ready');
  const { token, secret } = await running.client.gateway.createToken({ label: 'Probe' });
  return { ...running, port: await httpPort(running), secret, tokenId: token.id };
}

/** Where the HTTP door of a host is open. */
export async function httpPort({ client }: Pick<TestHost, 'client'>): Promise<number> {
  const { http } = await client.gateway.status({});
  if (http.kind !== 'open') throw new Error(`the HTTP door is closed: ${http.detail ?? ''}`);
  return http.port;
}

/** An AI app in the words of the official SDK, connected to the HTTP door. */
export async function connectHttpApp(
  { port, secret }: Pick<HttpDoorHost, 'port' | 'secret'>,
  options: {
    readonly era?: 'legacy' | 'modern';
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly capabilities?: ClientCapabilities;
    /** Registers what the app answers, before it connects. */
    readonly prepare?: (client: Client) => void;
  } = {},
): Promise<Client> {
  const mode = options.era === 'modern' ? ({ pin: '2026-07-28' } as const) : 'legacy';
  const client = new Client(
    { name: 'probe', version: '1.0.0' },
    { versionNegotiation: { mode }, capabilities: options.capabilities ?? {} },
  );
  options.prepare?.(client);
  const url = new URL(`http://127.0.0.1:${String(port)}${options.path ?? '/mcp'}`);
  const headers = { Authorization: `Bearer ${secret}`, ...options.headers };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  return client;
}

/** What a plain HTTP request was answered with. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends one request exactly as told; the headers replace those Node would send. */
export function plainRequest(
  port: number,
  options: {
    readonly method?: string;
    readonly path?: string;
    readonly headers: Record<string, string | string[]>;
    readonly body?: string | Buffer;
  },
): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const { method = 'POST', path = '/mcp', headers, body } = options;
    const outgoing = request(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(pieces).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Adds server-everything to a host and waits until it is ready. */
export async function addEverything(running: TestHost): Promise<void> {
  const { type, command, args, env } = referenceServer('everything');
  const draft = {
    title: 'Everything',
    transport: {
      type,
      command,
      args: [...args],
      env: Object.fromEntries(
        Object.entries(env).map(([key, text]) => [key, { kind: 'text' as const, text }]),
      ),
    },
  };
  await addAgreed(running.client, draft);
  await running.reached('everything', 'ready');
}

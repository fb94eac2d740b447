import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Client } from '@modelcontextprotocol/client';
import type { ClientCapabilities } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

import { buildBridge } from '../../scripts/lib/bridge.mjs';
import { waitFor } from './processes.ts';

/** How a bridge is started. */
export interface BridgeProgram {
  readonly command: string;
  readonly args: readonly string[];
}

/** The bridge as a script, which is there on every computer. */
export const scriptBridge: BridgeProgram = {
  command: process.execPath,
  args: [fileURLToPath(new URL('../../src/bridge/bridge.mjs', import.meta.url))],
};

const built = await buildBridge();

/** The bridge in C; undefined where there is no compiler. */
export const compiledBridge: BridgeProgram | undefined =
  built.path === undefined ? undefined : { command: built.path, args: [] };

/** Each bridge there is, and what it is called. */
export const bridges: readonly (readonly [string, BridgeProgram])[] = [
  ['script', scriptBridge],
  ...(compiledBridge === undefined ? [] : [['C', compiledBridge] as const]),
];

/** Where a host with its data in `folder` opens its door. */
export const socketIn = (folder: string): string => join(folder, 'gateway', 'socket');

/** Waits until a host with its data in `folder` has opened its door. */
export async function untilDoorIsOpen(folder: string): Promise<void> {
  await waitFor('the door', () => stat(socketIn(folder)).catch(() => undefined));
}

/** An AI app in the words of the official SDK, connected through a bridge. */
export async function connectApp(
  bridge: BridgeProgram,
  folder: string,
  options: {
    readonly app: string;
    readonly era?: 'legacy' | 'modern';
    readonly args?: readonly string[];
    readonly capabilities?: ClientCapabilities;
    /** Registers what the app answers, before it connects. */
    readonly prepare?: (client: Client) => void;
  },
): Promise<Client> {
  const mode = options.era === 'modern' ? ({ pin: '2026-07-28' } as const) : 'legacy';
  const client = new Client(
    { name: options.app, version: '1.0.0' },
    { versionNegotiation: { mode }, capabilities: options.capabilities ?? {} },
  );
  options.prepare?.(client);
  const args = [...bridge.args, '--socket', socketIn(folder), '--app', options.app];
  await client.connect(
    new StdioClientTransport({
      command: bridge.command,
      args: [...args, ...(options.args ?? [])],
      stderr: 'inherit',
    }),
  );
  return client;
}

/** What a command of the terminal answered, given a text by stdin. */
export function runBridge(
  bridge: BridgeProgram,
  folder: string,
  words: readonly string[],
  given?: string,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const args = [...bridge.args, '--socket', socketIn(folder), ...words];
  return new Promise((resolve) => {
    const child = execFile(bridge.command, args, (error, out, err) => {
      const code = error === null ? 0 : Number(error.code ?? -1);
      resolve({ code, out, err });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(given);
  });
}

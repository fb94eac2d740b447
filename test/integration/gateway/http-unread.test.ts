import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { addAgreed } from '../../support/add-agreed.ts';
import { connectHttpApp, plainRequest, startHttpDoor } from '../../support/http-door.ts';
import type { HttpDoorHost } from '../../support/http-door.ts';
import { waitFor } from '../../support/processes.ts';
import { passingServerLaunch } from '../../support/real-servers.ts';

const mebibyte = 'x'.repeat(1024 * 1024);
let running: HttpDoorHost;
let headers: Record<string, string>;
const requests: ClientRequest[] = [];

beforeEach(async () => {
  running = await startHttpDoor();
  const { command, args } = passingServerLaunch({});
  const env = { ERA: { kind: 'text', text: 'legacy' } };
  const draft = { title: 'passing', transport: { type: 'stdio', command, args, env } };
  await running.reached(await addAgreed(running.client, draft as never), 'ready');
  headers = {
    Host: `127.0.0.1:${String(running.port)}`,
    Authorization: `Bearer ${running.secret}`,
    Accept: 'application/json, text/event-stream',
    'Content-Type': 'application/json',
  };
  const params = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'mute', version: '1' },
  };
  const begin = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params });
  const answer = await plainRequest(running.port, { headers, body: begin });
  headers = { ...headers, 'Mcp-Session-Id': String(answer.headers['mcp-session-id']) };
});

afterEach(async () => {
  for (const one of requests.splice(0)) one.destroy();
  await running.remove();
});

/** Calls a tool and reads nothing of what is answered. */
function unreadCall(id: number, name: string, args: object): Promise<IncomingMessage> {
  const params = { name, arguments: args };
  return new Promise((resolve) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: running.port,
        method: 'POST',
        path: '/mcp',
        headers,
        agent: false,
      },
      (answer) => resolve(answer.pause()),
    );
    outgoing.on('error', () => undefined);
    outgoing.end(JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params }));
    requests.push(outgoing);
  });
}

/** Reads it now after all, and tells whether it comes to its end. */
async function isWhole(answer: IncomingMessage): Promise<boolean> {
  answer.on('error', () => undefined).resume();
  await new Promise((resolve) => answer.once('close', resolve));
  return answer.complete;
}

/** Waits until the server has said all it has to say in the call. */
const untilMade = (server: string, tool: string) =>
  waitFor('the end of the call', async () => {
    const log = await running.client.logs.tail({ name: server });
    return log.some(({ text }) => text.startsWith(`tools/call ${tool} `));
  });

async function othersAreServed(): Promise<void> {
  const client = await connectHttpApp(running);
  const { content } = await client.callTool({ name: 'sample_echo', arguments: { text: 'fine' } });
  expect(JSON.stringify(content)).toContain('fine');
  await client.close();
}

test('a stream that is never read ends before what waits in it fills the memory', async () => {
  const levels = Array.from({ length: 150 }, () => 'info');
  const answer = await unreadCall(1, 'passing_log', { levels, who: mebibyte });
  await untilMade('passing', 'log');
  expect(await isWhole(answer)).toBe(false);
  await othersAreServed();
});

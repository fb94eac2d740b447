import { plainRequest } from './http-door.ts';
import type { HttpDoorHost, PlainAnswer } from './http-door.ts';

/** A request that must be refused, whatever else is right about it. */
export interface HostileRequest {
  readonly name: string;
  readonly status: number;
  readonly method?: string;
  readonly path?: string;
  /** Header values to replace or, where undefined, to leave out. */
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: string | Buffer;
}

/** A call that would be answered if it came in the right way. */
export const goodBody = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'hostile', version: '1' },
  },
});

/** Everything a request to the door needs. */
export function goodHeaders(
  port: number,
  secret: string,
): Record<string, string | string[] | undefined> {
  return {
    Host: `127.0.0.1:${String(port)}`,
    Authorization: `Bearer ${secret}`,
    Accept: 'application/json, text/event-stream',
    'Content-Type': 'application/json',
  };
}

const host = (value: string, port: number): HostileRequest => ({
  name: `Host ${value.replace(String(port), 'PORT')}`,
  status: 403,
  headers: { Host: value },
});

const origin = (value: string): HostileRequest => ({
  name: `Origin ${value}`,
  status: 403,
  headers: { Origin: value },
});

/** One request for each way in that web pages, strangers and broken apps are known to try. */
function hostileRequests(port: number, secret: string, revoked: string): readonly HostileRequest[] {
  const at = String(port);
  const token = (name: string, value: string | undefined): HostileRequest => ({
    name,
    status: 401,
    headers: { Authorization: value },
  });
  return [
    token('no token', undefined),
    token('a wrong token', `Bearer ${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`),
    token('half a token', `Bearer ${secret.slice(0, 20)}`),
    token('a token with more behind it', `Bearer ${secret}A`),
    token('a revoked token', `Bearer ${revoked}`),
    token('an empty token', 'Bearer '),
    token('a token as password', `Basic ${Buffer.from(`x:${secret}`).toString('base64')}`),
    token('a token of 100 KB', `Bearer ${'a'.repeat(10_000)}`),
    {
      name: 'the token in the query',
      status: 404,
      path: `/mcp?token=${secret}`,
      headers: { Authorization: undefined },
    },
    { name: 'the token in the query too', status: 404, path: `/mcp?token=${secret}` },
    ...[
      `localhost.:${at}`,
      `[::1]:${at}`,
      `127.1:${at}`,
      `127.0.0.1:${String(port + 1)}`,
      '127.0.0.1',
      'localhost',
      `LOCALHOST:${at}`,
      `0.0.0.0:${at}`,
      `2130706433:${at}`,
      `0x7f.0.0.1:${at}`,
      `127.0.0.1:0${at}`,
      `rebound.example.com:${at}`,
      `localhost:${at}.example.com`,
      `user@localhost:${at}`,
    ].map((value) => host(value, port)),
    ...[
      'https://example.com',
      'null',
      `http://localhost:${String(port + 1)}`,
      'http://localhost',
      `https://localhost:${at}`,
      `http://localhost:${at}.example.com`,
      'app://patchbay',
      'file://',
      'vscode-webview://x',
      '',
    ].map(origin),
    { name: 'an array', status: 400, body: `[${goodBody}]` },
    { name: 'an empty array', status: 400, body: '[]' },
    { name: 'an array behind blanks', status: 400, body: ` \n\t[${goodBody}]` },
    { name: 'no JSON', status: 400, body: 'hello' },
    { name: 'nothing', status: 400, body: '' },
    { name: 'a number', status: 400, body: '1' },
    { name: 'null', status: 400, body: 'null' },
    {
      name: 'invalid UTF-8',
      status: 400,
      body: Buffer.concat([
        Buffer.from('{"jsonrpc":"2.0","id":1,"method":"ping","x":"'),
        Buffer.from([0xff, 0xfe]),
        Buffer.from('"}'),
      ]),
    },
    {
      name: 'a form a web page can send unasked',
      status: 415,
      headers: { 'Content-Type': 'text/plain' },
    },
    { name: 'no type', status: 415, headers: { 'Content-Type': undefined } },
    { name: 'a body said to be 100 MB', status: 413, headers: { 'Content-Length': '104857600' } },
    ...['PUT', 'PATCH', 'HEAD', 'OPTIONS'].map((method): HostileRequest => ({
      name: method,
      status: 405,
      method,
    })),
    ...[
      '/',
      '/mcp/',
      '//mcp',
      '/mcp/../mcp',
      '/mcp/server/',
      '/mcp/server/%',
      '/mcp/servers',
      '/sse',
      '/api/servers',
      '/.well-known/oauth-protected-resource',
      '/config',
      '/spawn?command=sh',
      'http://evil.example.com/mcp',
    ].map((path): HostileRequest => ({ name: `the address ${path}`, status: 404, path })),
    { name: 'a call without a session', status: 400, body: call },
    {
      name: 'a session nobody began',
      status: 404,
      body: call,
      headers: { 'Mcp-Session-Id': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    },
    { name: 'a stream without a session', status: 400, method: 'GET', body: '' },
    { name: 'the end of no session', status: 400, method: 'DELETE', body: '' },
  ];
}

const call = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'sample_echo', arguments: { text: 'x' } },
});

/** Sends it as told, with everything else as it should be. */
export function sendHostile(
  { port, secret }: Pick<HttpDoorHost, 'port' | 'secret'>,
  { method, path, headers, body = goodBody }: HostileRequest,
): Promise<PlainAnswer> {
  const given = Object.entries({ ...goodHeaders(port, secret), ...headers }).filter(
    (entry): entry is [string, string | string[]] => entry[1] !== undefined,
  );
  return plainRequest(port, {
    ...(method !== undefined && { method }),
    ...(path !== undefined && { path }),
    headers: Object.fromEntries(given),
    body: method === 'HEAD' || method === 'OPTIONS' ? '' : body,
  });
}

/** What came of all of them. */
export interface HostileTrial {
  readonly tried: number;
  /** Those that were not refused as they should be, in words. */
  readonly wrong: readonly string[];
  /** Servers that were started or contacted meanwhile. */
  readonly spawned: number;
}

/** Sends every hostile request to a door. */
export async function tryHostileRequests(
  running: HttpDoorHost,
  revoked: string,
): Promise<HostileTrial> {
  const before = JSON.stringify(running.host.pool.statusAll());
  const requests = hostileRequests(running.port, running.secret, revoked);
  const wrong: string[] = [];
  for (const hostile of requests) {
    const answer = await sendHostile(running, hostile);
    if (answer.status !== hostile.status || !givesNothing(answer)) {
      wrong.push(`${hostile.name}: ${String(answer.status)} ${answer.body.slice(0, 80)}`);
    }
  }
  const isSame = JSON.stringify(running.host.pool.statusAll()) === before;
  return { tried: requests.length, wrong, spawned: isSame ? 0 : 1 };
}

/** Whether an answer gives nothing away: no session, no word of any server, nothing for web pages. */
function givesNothing({ headers, body }: PlainAnswer): boolean {
  return (
    headers['mcp-session-id'] === undefined &&
    !Object.keys(headers).some((name) => name.startsWith('access-control-')) &&
    !/sample|result/i.test(body)
  );
}

import { spawn } from 'node:child_process';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

import { usualGatewaySettings } from '../../src/shared/domain/gateway-settings.ts';
import { startTestHost } from '../support/test-host.ts';

/**
 * What the conformance suite meets as the server under test: a whole Patchbay with its HTTP door open, and
 * the suite's own server behind it. In front stands what adds the token, since the suite has none;
 * what it sends as Host and Origin is left as it is but for the port. Prints the address, and ends with
 * its input. The argument is the program of the server behind.
 */
const [program = ''] = process.argv.slice(2);
const upstream = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
const port = await new Promise<string>((resolve) => {
  createInterface(upstream.stdout).once('line', (line) => resolve(line.split(' ').at(-1) ?? ''));
});
const host = await startTestHost({
  servesApps: true,
  settings: { gateway: { ...usualGatewaySettings, http: true } },
});
host.host.start();
await host.host.started;
const draft = {
  title: 'Suite',
  transport: { type: 'streamable-http' as const, url: `http://127.0.0.1:${port}/mcp` },
};
await host.client.servers.create({ draft });
await host.reached('suite', 'ready');
const { secret } = await host.client.gateway.createToken({ label: 'suite' });
const { http } = await host.client.gateway.status({});
if (http.kind !== 'open') throw new Error('the door is closed');

// Somebody sits in front who accepts each change that is held back; without a yes apps hear of none.
const leaving = new AbortController();
void (async () => {
  for await (const { events } of host.host.events.subscribe(leaving.signal)) {
    for (const event of events) {
      if (event.kind !== 'notice-added' || event.notice.code !== 'CHANGES_HELD_BACK') continue;
      const { all } = await host.client.pins.get({ name: 'suite' });
      await host.client.pins.acceptAll({ name: 'suite', all });
    }
  }
})();

const front = createServer((incoming, outgoing) => {
  const here = `:${String((front.address() as AddressInfo).port)}`;
  const there = `:${String(http.port)}`;
  const headers = { ...incoming.headers, authorization: `Bearer ${secret}` };
  for (const name of ['host', 'origin'] as const) {
    const value = headers[name];
    if (value?.endsWith(here) === true) headers[name] = value.slice(0, -here.length) + there;
  }
  const onwards = ask(
    {
      host: '127.0.0.1',
      port: http.port,
      path: '/mcp/server/suite',
      method: incoming.method,
      headers,
    },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      outgoing.flushHeaders();
      answer.pipe(outgoing);
    },
  );
  onwards.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onwards.destroy());
  incoming.pipe(onwards);
});
front.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${String((front.address() as AddressInfo).port)}/mcp\n`);
});
for await (const _input of process.stdin);
front.closeAllConnections();
front.close();
leaving.abort();
await host.remove();
upstream.kill();

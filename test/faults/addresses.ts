import { createServer } from 'node:http';

import { createEraCache } from '../../src/main/node/sdk/era-cache.ts';
import { createOAuthHttp } from '../../src/main/node/oauth/oauth-http.ts';
import { startEraServer } from '../fixtures/servers/http/mcp-http-servers.ts';
import type { EraServerOptions } from '../fixtures/servers/http/mcp-http-servers.ts';
import { createShiftedClock } from '../support/oauth-kit.ts';
import { stop } from '../support/oauth-server.ts';
import { startOrigin } from '../support/scripted-origin.ts';
import { createTestOpener } from '../support/session-kit.ts';
import { address, createFaultPool, never } from './fault-pool.ts';
import type { FaultRow, Scenario } from './fault-row.ts';
import { connectAndSettle } from '../support/pool-steps.ts';

const group = 'HTTP / network';
const hour = 3_600_000;

/** What an address does that becomes another one, or another server. */
export function addresses(): Scenario[] {
  return [() => rebinding(100), () => upgraded()];
}

async function rebinding(rounds: number): Promise<FaultRow> {
  await using good = await startOrigin(() => ({ json: {} }));
  const port = Number(new URL(good.origin).port);
  let reached = 0;
  const inside = createServer((_request, response) => {
    response.end('{}');
  });
  inside.on('connection', () => (reached += 1));
  await new Promise<void>((resolve) => inside.listen(port, '127.0.0.2', resolve));
  const home = `http://rebinding.localhost:${port}/`;
  const there = [{ address: '127.0.0.1', family: 4 }];
  const elsewhere = [{ address: '127.0.0.2', family: 4 }];
  let asked = 0;
  // The answer changes after the address was judged.
  const changing = createOAuthHttp({
    resolve: () => Promise.resolve((asked += 1) % 2 === 1 ? there : elsewhere),
  });
  let refused = 0;
  let answered = 0;
  for (let round = 0; round < rounds; round += 1) {
    asked = 0;
    const namedBy = { kind: 'server', serverUrl: home } as const;
    if ((await changing.send({ url: home, namedBy }, never)).ok) answered += 1;
    // A public server names a host that leads inside, alone or beside a public address.
    const outside = [{ address: '93.184.216.34', family: 4 }];
    const mixed = createOAuthHttp({
      resolve: (host) =>
        Promise.resolve(
          host === 'mcp.example.com'
            ? outside
            : round % 2 === 0
              ? [...outside, ...elsewhere]
              : elsewhere,
        ),
    });
    const answer = await mixed.send(
      {
        url: `http://as.example.com:${port}/`,
        namedBy: { kind: 'server', serverUrl: 'https://mcp.example.com/mcp' },
      },
      never,
    );
    if (!answer.ok && answer.error.kind === 'address-refused') refused += 1;
  }
  await stop(inside);
  return {
    group,
    scenario: `a name that leads to a private address right after it was judged, or from the start (addresses for sign-in, ${rounds} times each)`,
    happened: `private address reached ${reached} times; ${answered}/${rounds} went where it was judged, ${refused}/${rounds} refused`,
    goal: 'never reached',
    isMet: reached === 0 && answered === rounds && refused === rounds,
  };
}

async function upgraded(): Promise<FaultRow> {
  const found: string[] = [];
  let right = 0;
  for (const [to, laterMs, expected] of [
    ['modern', 0, 'modern'],
    ['both', 0, 'legacy'],
    ['both', 25 * hour, 'modern'],
  ] as const) {
    const options: { -readonly [K in keyof EraServerOptions]: EraServerOptions[K] } = {
      eras: 'legacy',
    };
    const server = await startEraServer(options);
    const clock = createShiftedClock();
    const opener = createTestOpener({ eraCache: createEraCache(clock) });
    const kit = createFaultPool({ a: address(server.url) }, {}, { opener, clock });
    kit.pool.startAll();
    const before = await kit.reached('a', 'ready', 'failed', 'waiting');
    await kit.pool.disconnect('a');
    options.eras = to;
    clock.aheadMs = laterMs;
    const after = await connectAndSettle(kit.pool, 'a', never);
    const eras = [before, after].map((state) =>
      state?.kind === 'ready' ? state.era : state?.kind,
    );
    if (eras[0] === 'legacy' && eras[1] === expected) right += 1;
    const when = laterMs === 0 ? 'at the next connect' : `${laterMs / hour} h later`;
    found.push(`legacy to ${to}, ${when}: ${eras[1]}`);
    await kit.close();
    await server.close();
  }
  return {
    group,
    scenario: 'a server that is upgraded while its era is remembered (for a day)',
    happened: `${right}/3 as expected (${found.join('; ')})`,
    goal: 'modern alone at the next connect, modern beside legacy within a day',
    isMet: right === 3,
  };
}

import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { median } from '../../bench/figure.ts';
import { createNetworkNamespace } from '../support/network-namespace.ts';
import type { NetworkNamespace } from '../support/network-namespace.ts';
import { address, createFaultPool, never } from './fault-pool.ts';
import { spread } from './fault-row.ts';
import type { FaultRow, Scenario } from './fault-row.ts';

const scenario =
  'half-open TCP: a network namespace stops to answer without an end, for 10 s (call of 1 s)';
const goal = 'median noticed ≤ 10000 ms, back ≤ 10000 ms after it answers again';
const silentMs = 10_000;
const echo = { name: 'echo', args: { text: 'x' } };

/** What a computer does to us that is gone from one moment to the next. */
export function halfOpen(rounds: number): Scenario[] {
  return [() => silentNetwork(rounds)];
}

async function silentNetwork(rounds: number): Promise<FaultRow> {
  await using namespace = await createNetworkNamespace();
  if (namespace === undefined) {
    const happened = 'not tried: there are no network namespaces here (needs root and iproute2)';
    return { group: 'Recovery', scenario, happened, goal, isMet: true };
  }
  const url = await startServer(namespace);
  const noticedMs: number[] = [];
  const backMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const kit = createFaultPool({ a: address(url) }, { callMs: 1_000, connectMs: 5_000 });
    kit.pool.startAll();
    await kit.reached('a', 'ready');
    const session = await kit.session('a');
    const startedAt = performance.now();
    await namespace.goSilent();
    const call = session.callTool(echo, never);
    await kit.left('a', 'ready');
    noticedMs.push(performance.now() - startedAt);
    await call;
    await new Promise((resolve) => {
      setTimeout(resolve, silentMs - (performance.now() - startedAt));
    });
    await namespace.speak();
    const speaksAt = performance.now();
    await kit.reached('a', 'ready');
    backMs.push(performance.now() - speaksAt);
    await kit.close();
  }
  return {
    group: 'Recovery',
    scenario,
    happened: `noticed in ${spread(noticedMs)}, back in ${spread(backMs)} (median / p95, n = ${rounds})`,
    goal,
    isMet: median(noticedMs) <= 10_000 && median(backMs) <= 10_000,
  };
}

async function startServer(namespace: NetworkNamespace): Promise<string> {
  const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
  const program = `${root}/test/fixtures/servers/modern/era-server.mjs`;
  const env = { HOST: namespace.address, ERA: 'modern' };
  const child = namespace.spawn(process.execPath, [program, 'http'], env);
  if (child.stdout === null) throw new Error('no output to read');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return `http://${namespace.address}:${line.split(' ').at(-1) ?? ''}/mcp`;
}

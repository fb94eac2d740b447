import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Client } from '@modelcontextprotocol/client';

import { livingDescendants } from '../test/support/processes.ts';
import { passingServerLaunch } from '../test/support/real-servers.ts';
import { limitFigure, median, ratioFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { callsAgainst } from './http-calls.ts';
import { appAt, echoOf } from './http-client.ts';
import { startHttpHost } from './http-host.ts';
import type { HttpHost } from './http-host.ts';
import { peers, startPeer } from './http-peers.ts';
import type { Peer, PeerProgram, RunningPeer } from './http-peers.ts';
import { inTurns } from './in-turns.ts';
import type { LeftOut } from './results.ts';
import { homeWithMany } from './saved-home.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const servers = 100;
const toolsEach = 20;
const lists = { turns: 10, inTurn: 3, warmUps: 3 };

/** The same list as ours from one program, which is kinder to them than a program for each server. */
const manyTools: PeerProgram = {
  command: process.execPath,
  args: [join(root, 'test/fixtures/servers/stdio/many-tools.mjs')],
};

/** Gateways of others against ours: calls, a long list, and memory, each by turns in one run. */
export async function againstPeers(leftOut: (peer: LeftOut) => void): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-peers-'));
  const home = await homeWithMany(servers, toolsEach);
  const [calling, listing] = [await startHttpHost(folder), await startHttpHost(home)];
  const figures: Figure[] = [];
  const firsts: { readonly call: Figure; readonly list: Figure }[] = [];
  for (const peer of peers) {
    try {
      const calls = await callsOf(peer, calling);
      const listed = await listsOf(peer, listing);
      figures.push(...calls, ...listed);
      const [[call], [list]] = [calls, listed];
      if (call !== undefined && list !== undefined) firsts.push({ call, list });
    } catch (error) {
      leftOut({
        name: peer.name,
        reason: String(error)
          .replace(/^Error: /, '')
          .slice(0, 160),
      });
    }
  }
  await Promise.all([calling.end(), listing.end()]);
  await rm(folder, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
  const [calls, listed] = [firsts.map(({ call }) => call), firsts.map(({ list }) => list)];
  if (calls.length === 0) return figures;
  return [
    placeAmong("the median of an app's call over HTTP (legacy)", calls),
    placeAmong(
      `the median of tools/list of ${String(servers * toolsEach)} tools over HTTP`,
      listed,
    ),
    ...figures,
  ];
}

/** One more than there are peers that were quicker than Patchbay in the turns they took with it. */
function placeAmong(by: string, againstEach: readonly Figure[]): Figure {
  const place = 1 + againstEach.filter(({ ratio }) => ratio > 1).length;
  const all = String(againstEach.length + 1);
  return limitFigure(
    `place among the ${all} gateways that were measured, by ${by}`,
    'place',
    place,
    1,
  );
}

async function callsOf(peer: Peer, host: HttpHost): Promise<Figure[]> {
  const { command, args } = passingServerLaunch({});
  const running = await startPeer(peer, { command, args });
  try {
    const client = await readyApp(running, 'echo');
    const theirs = echoOf(client, `${running.prefix}echo`);
    const ours = echoOf(await appAt({ ...host, era: 'legacy' }), 'everything_echo');
    const label = `an app's call over HTTP (legacy) against ${peer.name}`;
    return await callsAgainst(label, ours, theirs, { median: 1, throughput: 1 });
  } finally {
    await running.end();
  }
}

async function listsOf(peer: Peer, host: HttpHost): Promise<Figure[]> {
  const running = await startPeer(peer, manyTools);
  try {
    const theirs = listOf(await readyApp(running, 'tool-0'));
    const ours = listOf(await appAt({ ...host, era: 'legacy' }));
    const times = await inTurns(ours, theirs, lists);
    const label = `tools/list of ${String(servers * toolsEach)} tools over HTTP against ${peer.name}, median`;
    const memory = `memory (PSS) of the processes that have listed them against ${peer.name}`;
    const [own, other] = [await ownPssMib(host.pid), await ownPssMib(running.pid)];
    return [
      ratioFigure(label, 'ms', median(times.ours), median(times.reference), 1),
      ratioFigure(memory, 'MiB', own, other, 1),
    ];
  } finally {
    await running.end();
  }
}

/** An app at a peer, once that offers what is behind it. */
async function readyApp({ url, isSse, prefix }: RunningPeer, tool: string): Promise<Client> {
  const client = await appAt({ url, era: isSse ? 'sse' : 'legacy' });
  for (let tries = 0; tries < 40; tries += 1) {
    const { tools } = await client.listTools();
    if (tools.some(({ name }) => name === `${prefix}${tool}`)) return client;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('what is behind it never came');
}

const asItCame = {
  '~standard': { version: 1, vendor: 'bench', validate: (value: unknown) => ({ value }) },
} as const;

/** Asks for the list as apps do, and looks at nothing but its length. */
const listOf = (client: Client) => async (): Promise<void> => {
  const { tools } = (await client.request({ method: 'tools/list', params: {} }, asItCame)) as {
    readonly tools: readonly unknown[];
  };
  if (tools.length < servers * toolsEach) throw new Error(`${String(tools.length)} tools came`);
};

/** What a gateway holds for itself, without the programs behind it, as the system counts it. */
async function ownPssMib(pid: number): Promise<number> {
  const started = (await livingDescendants(pid)).map((row) => row.pid);
  const all = await Promise.all([pid, ...started].map(pssKib));
  return all.reduce((sum, kib) => sum + kib, 0) / 1_024;
}

async function pssKib(pid: number): Promise<number> {
  const command = await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '');
  if (/test.fixtures.servers/.test(command.split('\0')[1] ?? '')) return 0;
  const rollup = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
}

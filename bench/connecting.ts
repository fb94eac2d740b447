import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEraServer } from '../test/fixtures/servers/http/mcp-http-servers.ts';
import { durationOf, limitFigure, median, ratioFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { hostWith } from './our-host.ts';
import { rawHttp, rawStdio } from './raw-sdk.ts';

const require = createRequire(join(process.env['PATCHBAY_ROOT'] ?? '.', 'package.json'));
export const everything = require.resolve('@modelcontextprotocol/server-everything/dist/index.js');

/** N programs from nothing to all ready, against the SDK connecting to and listing each once. */
export async function startingPrograms(count: number, rounds: number): Promise<Figure[]> {
  const ours: number[] = [];
  const reference: number[] = [];
  let mostSpawns = 0;
  // Both have their code loaded: what one start of the app pays once is no cost of a server.
  for (let round = -1; round < rounds; round += 1) {
    const raw = await withMarker(rawPrograms, count);
    const own = await withMarker(ourPrograms, count);
    if (round === -1) continue;
    reference.push(raw.ms);
    ours.push(own.ms);
    mostSpawns = Math.max(mostSpawns, own.spawns / count);
  }
  const label = `${count} ${count === 1 ? 'program' : 'programs'}`;
  return [
    ratioFigure(
      `${label} from nothing to ready, inspected`,
      'ms',
      median(ours),
      median(reference),
      1.1,
    ),
    limitFigure(`${label}: processes started for each server`, 'processes', mostSpawns, 1),
  ];
}

/** Starts `count` programs with these arguments; resolves to the time and to what ends them. */
type StartPrograms = (
  count: number,
  args: readonly string[],
) => Promise<{ readonly ms: number; close(): Promise<void> }>;

/** Runs programs that leave one file for each process that ever ran. */
async function withMarker(start: StartPrograms, count: number) {
  const marks = await mkdtemp(join(tmpdir(), 'patchbay-spawns-'));
  const marker = join(marks, 'marker.cjs');
  await writeFile(
    marker,
    `require('node:fs').writeFileSync(require('node:path').join(__dirname, 'pid-' + process.pid), '');`,
  );
  const { ms, close } = await start(count, ['--require', marker, everything]);
  const spawns = (await readdir(marks)).filter((name) => name.startsWith('pid-')).length;
  await close();
  await rm(marks, { recursive: true, force: true });
  return { ms, spawns };
}

const rawPrograms: StartPrograms = async (count, args) => {
  const connections: Awaited<ReturnType<typeof rawStdio>>[] = [];
  const ms = await durationOf(async () => {
    const all = Array.from({ length: count }, () => rawStdio(process.execPath, args));
    connections.push(...(await Promise.all(all)));
  });
  return {
    ms,
    close: async () => void (await Promise.all(connections.map((one) => one.close()))),
  };
};

const ourPrograms: StartPrograms = async (count, args) => {
  const running = await hostWith(
    Array.from({ length: count }, (_, index) => ({
      title: `Everything ${index}`,
      transport: { type: 'stdio' as const, command: process.execPath, args: [...args] },
    })),
  );
  return { ms: await durationOf(() => running.startAll()), close: () => running.close() };
};

/** Servers that take a second to shake hands, all at once. */
export async function slowHandshakes(count: number, rounds: number): Promise<Figure[]> {
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const raw = await withSlowServers(count, rawSlow);
    const own = await withSlowServers(count, ourSlow);
    if (round === -1) continue;
    reference.push(raw);
    ours.push(own);
  }
  return [
    ratioFigure(
      `${count} HTTP servers with a handshake of 1 s`,
      'ms',
      median(ours),
      median(reference),
      1.3,
    ),
  ];
}

async function withSlowServers(
  count: number,
  connect: (urls: readonly string[]) => Promise<number>,
): Promise<number> {
  const start = () => startEraServer({ eras: 'legacy', handshakeDelayMs: 1_000 });
  const servers = await Promise.all(Array.from({ length: count }, start));
  const ms = await connect(servers.map(({ url }) => url));
  await Promise.all(servers.map((server) => server.close()));
  return ms;
}

async function rawSlow(urls: readonly string[]): Promise<number> {
  const connections: Awaited<ReturnType<typeof rawHttp>>[] = [];
  const ms = await durationOf(async () => {
    connections.push(...(await Promise.all(urls.map((url) => rawHttp(url)))));
  });
  await Promise.all(connections.map((connection) => connection.close()));
  return ms;
}

async function ourSlow(urls: readonly string[]): Promise<number> {
  const running = await hostWith(
    urls.map((url, index) => ({
      title: `Slow ${index}`,
      transport: { type: 'streamable-http' as const, url },
    })),
  );
  const ms = await durationOf(() => running.startAll());
  await running.close();
  return ms;
}

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEraServer } from '../test/fixtures/servers/http/mcp-http-servers.ts';
import { limitFigure, median, ratioFigure, type Figure } from './figure.ts';
import { hostWith } from './our-host.ts';
import { rawHttp, rawStdio } from './raw-sdk.ts';

const require = createRequire(join(process.env['PATCHBAY_ROOT'] ?? '.', 'package.json'));
export const everything = require.resolve('@modelcontextprotocol/server-everything/dist/index.js');

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** N programs from nothing to all ready, against the SDK connecting to and listing each once. */
export async function startingPrograms(count: number, rounds: number): Promise<Figure[]> {
  const ours: number[] = [];
  const reference: number[] = [];
  let mostSpawns = 0;
  for (let round = 0; round < rounds; round += 1) {
    reference.push(await rawPrograms(count));
    const { ms, spawns } = await ourPrograms(count);
    ours.push(ms);
    mostSpawns = Math.max(mostSpawns, spawns / count);
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

async function rawPrograms(count: number): Promise<number> {
  const connections: Awaited<ReturnType<typeof rawStdio>>[] = [];
  const ms = await timed(async () => {
    const all = Array.from({ length: count }, () => rawStdio(process.execPath, [everything]));
    connections.push(...(await Promise.all(all)));
  });
  await Promise.all(connections.map((connection) => connection.close()));
  return ms;
}

async function ourPrograms(count: number): Promise<{ ms: number; spawns: number }> {
  const marks = await mkdtemp(join(tmpdir(), 'patchbay-spawns-'));
  const marker = join(marks, 'marker.cjs');
  // Loaded by every process of the server: one file for each process that ever ran.
  await writeFile(
    marker,
    `require('node:fs').writeFileSync(require('node:path').join(__dirname, 'pid-' + process.pid), '');`,
  );
  const running = await hostWith(
    Array.from({ length: count }, (_, index) => ({
      title: `Everything ${index}`,
      transport: {
        type: 'stdio' as const,
        command: process.execPath,
        args: ['--require', marker, everything],
      },
    })),
  );
  const ms = await timed(() => running.startAll());
  const spawns = (await readdir(marks)).filter((name) => name.startsWith('pid-')).length;
  await running.close();
  await rm(marks, { recursive: true, force: true });
  return { ms, spawns };
}

/** Servers that take a second to shake hands, all at once. */
export async function slowHandshakes(count: number, rounds: number): Promise<Figure[]> {
  const ours: number[] = [];
  const reference: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const servers = await Promise.all(
      Array.from({ length: count }, () =>
        startEraServer({ eras: 'legacy', handshakeDelayMs: 1_000 }),
      ),
    );
    const connections: Awaited<ReturnType<typeof rawHttp>>[] = [];
    reference.push(
      await timed(async () => {
        connections.push(...(await Promise.all(servers.map(({ url }) => rawHttp(url)))));
      }),
    );
    await Promise.all(connections.map((connection) => connection.close()));
    const running = await hostWith(
      servers.map(({ url }, index) => ({
        title: `Slow ${index}`,
        transport: { type: 'streamable-http' as const, url },
      })),
    );
    ours.push(await timed(() => running.startAll()));
    await running.close();
    await Promise.all(servers.map((server) => server.close()));
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

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { limitFigure, median } from './figure.ts';
import type { Figure } from './figure.ts';
import { hostWith } from './our-host.ts';

const servers = 1_000;

/** A settings file with a thousand servers: reading and planning it, and taking it in. */
export async function importMany(rounds: number): Promise<Figure[]> {
  const planned: number[] = [];
  const applied: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const { planMs, applyMs } = await importOnce();
    if (round === -1) continue;
    planned.push(planMs);
    applied.push(applyMs);
  }
  const label = `${String(servers)} servers in one import`;
  return [
    limitFigure(`${label}: read and planned`, 'ms', median(planned), 1_000),
    limitFigure(`${label}: saved, with a secret each`, 'ms', median(applied), 2_000),
  ];
}

async function importOnce(): Promise<{ readonly planMs: number; readonly applyMs: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-import-'));
  const path = join(folder, 'mcp.json');
  await writeFile(path, textOfMany());
  const running = await hostWith([]);
  const importer = await running.host.imports();
  const startedAt = performance.now();
  const finds = await importer.read({ kind: 'path', path });
  const { planId, items } = importer.plan(finds.map(({ id }) => id));
  const plannedAt = performance.now();
  if (items.length !== servers) throw new Error(`${String(items.length)} were found`);
  const choices = items.map(({ id }) => ({ itemId: id, action: 'add' as const, asText: [] }));
  const applied = await importer.apply(planId, choices);
  const appliedAt = performance.now();
  if (!applied.ok || applied.value.added.length !== servers) throw new Error('not imported');
  await running.close();
  await rm(folder, { recursive: true, force: true });
  return { planMs: plannedAt - startedAt, applyMs: appliedAt - plannedAt };
}

function textOfMany(): string {
  const entries = Array.from({ length: servers }, (_, index) => [
    `server ${String(index)}`,
    {
      command: 'npx',
      args: ['-y', `example-server-${String(index)}@1.0.0`],
      env: { API_TOKEN: `sk-${String(index).padStart(24, '0')}`, LEVEL: 'info' },
    },
  ]);
  return JSON.stringify({ mcpServers: Object.fromEntries(entries) as unknown });
}

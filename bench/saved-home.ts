import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ServerDraftInput } from '../src/shared/domain/server.ts';
import { hostIn } from './our-host.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const plainServer = join(root, 'test/fixtures/servers/stdio/plain.mjs');

/** Drafts of programs that are as small as a server can be. */
export function tinyPrograms(count: number): ServerDraftInput[] {
  return Array.from({ length: count }, (_, index) => ({
    title: `Program ${String(index + 1).padStart(2, '0')}`,
    transport: { type: 'stdio' as const, command: process.execPath, args: [plainServer] },
  }));
}

/** A data folder as the app leaves it after every one of these servers was ready once. */
export async function homeWith(drafts: readonly ServerDraftInput[]): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
  const running = await hostIn(home, drafts);
  await running.startAll();
  await running.close();
  return home;
}

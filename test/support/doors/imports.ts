import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeExport } from '../../../src/main/transfer/export-file.ts';
import type { ExportFile } from '../../../src/main/transfer/export-file.ts';
import { saveFile } from '../../../src/main/node/documents/save-file.ts';
import { startTestHost } from '../test-host.ts';
import type { DoorWorld, Intruder } from './trust-door.ts';

async function planOf({ running }: DoorWorld, path: string) {
  const { client } = running();
  const finds = (await client.import.read({ kind: 'file', path })) ?? [];
  return client.import.plan({ findIds: finds.map(({ id }) => id) });
}

/** Imports all that a file holds, in the place of what is there where it differs. */
export async function importAll(world: DoorWorld, path: string, action: 'add' | 'replace') {
  const { client } = world.running();
  const { planId, items } = await planOf(world, path);
  const choices = items.map(({ id: itemId, state }) => ({
    itemId,
    action: state.kind === 'differs' ? action : ('add' as const),
  }));
  await client.import.apply({ planId, choices, turnsOn: true });
  for (const { name } of world.running().host.snapshot().servers)
    await client.servers.setEnabled({ name, enabled: true });
}

/** Runs `use` with a file that holds `text`, and removes it. */
export async function withFile(text: string, use: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-door-'));
  try {
    const path = join(folder, 'settings.json');
    await writeFile(path, text);
    await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What somebody else exports who has the changed server, on and agreed to. */
export async function strangersExport(intruder: Intruder): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'patchbay-stranger-'));
  const stranger = await startTestHost({
    async saveText(name, text) {
      const saved = await saveFile(join(place, name), text);
      return saved.ok ? { ok: true, value: true } : saved;
    },
  });
  try {
    const { client } = stranger;
    const theirs = intruder.theirs ?? intruder.draft;
    const { preview } = await client.servers.preview({ draft: theirs });
    const draft = { ...theirs, enabled: false };
    await client.servers.create({ draft, consent: preview?.consent });
    await client.moving.export({ passphrase: null });
    const [name = ''] = await readdir(place);
    const file = JSON.parse(await readFile(join(place, name), 'utf8')) as ExportFile;
    // A stranger may write into it that it was on, and that this was agreed to.
    const servers = file.contents.servers.map((one) => ({
      ...one,
      enabled: true,
      consent: preview?.consent,
    }));
    const contents = { ...file.contents, servers };
    return await writeExport({ contents, savedAt: file.savedAt }, undefined, randomBytes);
  } finally {
    await stranger.remove();
    await rm(place, { recursive: true, force: true });
  }
}

/** The settings of another app that has the changed server. */
export const settingsOf = ({ settings }: Intruder) =>
  JSON.stringify({ mcpServers: { Notes: settings } });

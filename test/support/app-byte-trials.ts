import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { planChange } from '../../src/main/connected-apps/app-change.ts';
import { entryName, ourEntry, serversPlaceOf } from '../../src/main/connected-apps/our-entry.ts';
import { createAppFiles } from '../../src/main/node/connected-apps/app-files.ts';
import { bridges, connectCases, goldenOf, keepsEveryByte, variants } from './connect-cases.ts';

/** What became of the files of every app, as each system has them. */
export interface ByteTrials {
  readonly apps: number;
  readonly files: number;
  /** Files of which a byte outside our entry was another while connected. */
  readonly touched: readonly string[];
  /** Files that were not byte for byte what they were once disconnected. */
  readonly unlike: readonly string[];
}

/** Connects and disconnects every app in real files, in each layout people have. */
export async function connectEverywhere(): Promise<ByteTrials> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-bytes-'));
  const files = createAppFiles({ backups: join(folder, 'backups'), now: () => 0 });
  const [touched, unlike]: [string[], string[]] = [[], []];
  let count = 0;
  try {
    for (const { id, title, way, system, place } of connectCases) {
      for (const [variant, vary] of variants) {
        count += 1;
        const what = `${id} on ${system} ${variant}`;
        const path = join(folder, `${String(count)}-${place.split(/[\\/]/).at(-1) ?? ''}`);
        const before = vary(goldenOf(id, place));
        await writeFile(path, before);
        const bridge = { command: bridges[system], args: ['--socket', '/s'] };
        const order = {
          place: serversPlaceOf(way, place),
          name: entryName(way),
          entry: ourEntry(way.entry, bridge, title),
          isOurs: true,
        };
        const put = planChange(before, { ...order, change: 'connect' });
        if (!put.ok) throw new Error(`${what}: ${put.error.code}`);
        const kept = await files.backUp(id, path, Buffer.from(before));
        const options = { locks: way.locks === true };
        const after = Buffer.from(put.value.text);
        await files.replace(path, Buffer.from(before), after, options);
        const connected = await readFile(path, 'utf8');
        const hasOurs = connected.includes(JSON.stringify(bridges[system]).slice(1, -1));
        if (!hasOurs || !keepsEveryByte(before, connected)) touched.push(what);
        const was = kept.ok ? await files.readBackup(kept.value) : undefined;
        await files.replace(path, after, was ?? Buffer.alloc(0), options);
        if ((await readFile(path, 'utf8')) !== before) unlike.push(what);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const apps = new Set(connectCases.map(({ id }) => id)).size;
  return { apps, files: count, touched, unlike };
}

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { createDocumentStore } from '../../../src/main/node/documents/document-store.ts';

/** What became of saves while somebody else opened the file at random. */
export interface SavesWhileOpen {
  readonly saves: number;
  readonly refused: number;
  /** Saves that were said to be done and were not on the disk right after. */
  readonly lost: number;
  /** How often the other had the file open. */
  readonly opened: number;
}

/** Opens a file again and again for a random while, as scanners and sync clients do. */
const opener = `const fs = require('fs');
const [file, count, pid] = process.argv.slice(2);
let opened = 0;
const isAlive = () => { try { process.kill(Number(pid), 0); return true; } catch { return false; } };
const again = () => {
  if (opened % 50 === 0) fs.writeFileSync(count, String(opened));
  if (opened % 500 === 0 && !isAlive()) process.exit();
  try {
    const handle = fs.openSync(file, 'r');
    opened += 1;
    setTimeout(() => { fs.closeSync(handle); setTimeout(again, Math.random() * 20); }, Math.random() * 20);
  } catch { setTimeout(again, 1); }
};
again();`;

/** Saves a document again and again while another process opens its file at random moments. */
export async function trial(count: string): Promise<SavesWhileOpen> {
  const saves = Number(count);
  const folder = await mkdtemp(join(tmpdir(), 'saves-'));
  const [path, script, counter] = ['servers.json', 'opener.cjs', 'opened'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const schema = z.object({ revision: z.number(), text: z.string() });
  const store = createDocumentStore({ path, schemaVersion: 1, schema, migrations: {} });
  await store.save({ revision: 0, text: '' });
  await writeFile(script, opener);
  const other = spawn(process.execPath, [script, path, counter, String(process.pid)], {
    stdio: 'ignore',
  });
  let [refused, lost] = [0, 0];
  for (let revision = 1; revision <= saves; revision += 1) {
    const saved = await store.save({ revision, text: 'x'.repeat(1_000) });
    if (!saved.ok) refused += 1;
    // As it lies there, by whoever starts next.
    else if (!(await readFile(path, 'utf8')).includes(`"revision":${String(revision)}`)) lost += 1;
  }
  const opened = Number(await readFile(counter, 'utf8'));
  other.kill();
  await new Promise((resolve) => other.once('exit', resolve));
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  return { saves, refused, lost, opened };
}

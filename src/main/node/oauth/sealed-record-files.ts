import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { RecordKey } from '../../oauth/oauth-ports.ts';
import { openRecord } from '../../vault/sealed-record.ts';
import type { MasterKey } from '../../vault/sealed-record.ts';
import { sealedRecordSchema } from '../../vault/vault-file.ts';
import { systemProcesses } from '../documents/document-lock.ts';
import { removeIfThere } from '../documents/document-store-files.ts';
import type { DocumentFs } from '../documents/document-store-fs.ts';
import { readGeneration } from '../documents/document-store-read.ts';
import { makerOfTemporary } from '../documents/file-names.ts';

const fileSchema = z.object({
  kind: z.enum(['grant', 'shared', 'client', 'flow', 'habits', 'decision']),
  parts: z.array(z.string()),
  bound: z.string(),
  sealed: sealedRecordSchema,
});

/** A record as it lies on the disk. */
export type RecordFile = z.infer<typeof fileSchema>;

/** How such a file is understood. */
export const recordFormat = { schemaVersion: 1, schema: fileSchema, migrations: {} };

/** Folder of the locks beside the folders of the keys. */
export const locksFolder = 'locks';

/** A file name that says only the kind. */
export function recordName({ kind, parts }: RecordKey): string {
  const digest = createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('hex');
  return `${kind}-${digest.slice(0, 40)}`;
}

/** What a record's seal is bound to, apart from its key. */
export function sealIdOf({ kind, parts }: RecordKey, bound: string): string {
  return JSON.stringify([kind, parts, bound]);
}

/** The text of a record, or undefined when anything about it does not fit. */
export function unsealedText(
  file: RecordFile,
  key: RecordKey,
  masterKey: MasterKey,
): string | undefined {
  return openRecord(masterKey, sealIdOf(key, file.bound), 'oauth', file.sealed);
}

/**
 * Removes what processes that are gone have left half written in a folder. What living ones are
 * writing stays; so does what bears our own id, which the next save of that record removes.
 */
export async function sweepLeftovers(fs: DocumentFs, folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const maker = makerOfTemporary(name);
    if (maker === undefined || systemProcesses.isAlive(maker)) continue;
    await removeIfThere(fs, join(folder, name)).catch(() => undefined);
  }
}

/** The ids of all keys that records lie under. */
export async function keyIdsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== locksFolder)
    .map(({ name }) => name);
}

/** The good files of a kind in the folder of one key, whether or not they open. */
export async function recordFilesIn(
  fs: DocumentFs,
  folder: string,
  kind: RecordKey['kind'],
): Promise<readonly RecordFile[]> {
  const found: RecordFile[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(`${kind}-`) || !name.endsWith('.json')) continue;
    const file = await readGeneration(fs, join(folder, name), recordFormat);
    if (file.kind === 'good' && file.value.kind === kind) found.push(file.value);
  }
  return found;
}

import { own } from '../../shared/util/own.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { KnownUses, ReferenceChange, SecretRebinding } from '../kernel/secret-store.ts';
import { openRecord, sealRecord } from './sealed-record.ts';
import type { MasterKey, Seal } from './sealed-record.ts';
import type { SealedRecord, VaultFile } from './vault-file.ts';
import type { SecretPurpose } from './vault.ts';

const serverSecret: SecretPurpose = 'server-secret';

/** A value on its way into the file, or kept in memory where no file may hold it. */
export interface PlainRecord extends Seal {
  readonly text: string;
}

/** Reads one record by its id; names every object has are no ids. */
export function recordIn({ records }: VaultFile, id: string): SealedRecord | undefined {
  return own(records, id);
}

/** The file with more records, each sealed. Those of servers count as unreferenced for now. */
export function withRecords(
  file: VaultFile,
  key: MasterKey,
  added: readonly PlainRecord[],
  randomBytes: (length: number) => Uint8Array,
): VaultFile {
  const sealed = added.map((one) => [one.id, sealRecord(key, one, one.text, randomBytes)] as const);
  const unsaved = added.flatMap(({ id, uses }) => (uses === undefined ? [] : [id]));
  return {
    ...file,
    records: { ...file.records, ...Object.fromEntries(sealed) },
    unreferenced: [...file.unreferenced, ...unsaved],
  };
}

/** The file without some records; the same file when it has none of them. */
export function withoutRecords(file: VaultFile, ids: readonly string[]): VaultFile {
  const gone = new Set(ids);
  const all = Object.entries(file.records);
  const left = all.filter(([id]) => !gone.has(id));
  if (left.length === all.length) return file;
  const unreferenced = file.unreferenced.filter((id) => !gone.has(id));
  return { ...file, records: Object.fromEntries(left), unreferenced };
}

/** The file with records sealed to other uses; the id of one that does not open is the error. */
export function withUses(
  file: VaultFile,
  key: MasterKey,
  changes: readonly SecretRebinding[],
  randomBytes: (length: number) => Uint8Array,
): Result<VaultFile, string> {
  const resealed = new Map<string, SealedRecord>();
  for (const { id, uses } of changes) {
    const record = recordIn(file, id);
    const text = record && openRecord(key, id, record.purpose, record);
    if (record?.purpose !== serverSecret || text === undefined) return err(id);
    resealed.set(id, sealRecord(key, { id, purpose: record.purpose, uses }, text, randomBytes));
  }
  return ok({ ...file, records: { ...file.records, ...Object.fromEntries(resealed) } });
}

/** The file with what was saved by now noted; the same file when that is known already. */
export function withReferences(file: VaultFile, { kept, released }: ReferenceChange): VaultFile {
  const isKept = new Set(kept);
  const known = new Set(file.unreferenced);
  const fresh = released.filter((id) => !known.has(id) && recordIn(file, id) !== undefined);
  const left = [...file.unreferenced, ...new Set(fresh)].filter((id) => !isKept.has(id));
  const isSame = left.length === known.size && left.every((id) => known.has(id));
  return isSame ? file : { ...file, unreferenced: left };
}

/** What a record may be used for; one that is no secret of a server counts as missing for them. */
export function storedUses({ purpose, uses }: Pick<SealedRecord, 'purpose' | 'uses'>): KnownUses {
  return purpose === serverSecret ? { kind: 'stored', uses: uses ?? [] } : { kind: 'missing' };
}

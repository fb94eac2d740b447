import { openRecord } from './sealed-record.ts';
import type { MasterKey } from './sealed-record.ts';
import { recordIn } from './vault-records.ts';
import type { VaultFile } from './vault-file.ts';
import type { SecretPurpose } from './vault.ts';

const serverSecret: SecretPurpose = 'server-secret';

/**
 * Those of the candidates that are secrets of servers. None when any record under the present key does
 * not open: then something is wrong with the file, and nothing may be concluded from it. Records
 * under former keys stay.
 */
export function orphansIn(
  file: VaultFile,
  key: MasterKey,
  candidates: readonly string[],
): readonly string[] {
  const isSound = Object.entries(file.records).every(
    ([id, record]) =>
      record.keyId !== key.keyId || openRecord(key, id, record.purpose, record) !== undefined,
  );
  if (!isSound) return [];
  return candidates.filter((id) => {
    const record = recordIn(file, id);
    return record?.purpose === serverSecret && record.keyId === key.keyId;
  });
}

/** Every secret of servers in the file that nothing refers to, and all it may be used for. */
export function strayIn(file: VaultFile, referred: ReadonlySet<string>) {
  return Object.entries(file.records).flatMap(([id, { purpose, uses = [] }]) =>
    purpose === serverSecret && !referred.has(id) ? [{ id, uses }] : [],
  );
}

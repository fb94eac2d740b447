import { openRecord } from './sealed-record.ts';
import type { MasterKey } from './sealed-record.ts';
import type { VaultFile } from './vault-file.ts';
import type { SecretPurpose } from './vault.ts';

const serverSecret: SecretPurpose = 'server-secret';

/**
 * The records of servers that nobody refers to, such as a crash between putting a secret and saving
 * its server leaves. None when any record under the present key does not open: then something is
 * wrong with the file, and nothing may be concluded from it. Records under former keys stay.
 */
export function orphansIn(
  { records }: VaultFile,
  key: MasterKey,
  referred: ReadonlySet<string>,
): readonly string[] {
  const present = Object.entries(records).filter(([, { keyId }]) => keyId === key.keyId);
  const isSound = present.every(
    ([id, record]) => openRecord(key, id, record.purpose, record) !== undefined,
  );
  if (!isSound) return [];
  return present.flatMap(([id, { purpose }]) =>
    purpose === serverSecret && !referred.has(id) ? [id] : [],
  );
}

import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { KeyStore, KeyStoreError } from './key-store.ts';
import { keyBytes, openRecord, sealRecord } from './sealed-record.ts';
import type { MasterKey } from './sealed-record.ts';
import type { VaultKey } from './vault-file.ts';

const checkId = 'check';
const checkPurpose = 'vault-check';
const checkText = 'the key fits';

/** A key in the clear together with how it is kept. */
export interface CreatedKey {
  readonly master: MasterKey;
  readonly kept: VaultKey;
}

/**
 * Makes a new master key and has it protected. It is brought back once before it is trusted with
 * anything: some backends accept a key and return another.
 */
export async function createMasterKey(
  keys: KeyStore,
  keyId: string,
  randomBytes: (length: number) => Uint8Array,
): Promise<Result<CreatedKey, KeyStoreError>> {
  const master: MasterKey = { keyId, bytes: randomBytes(keyBytes) };
  const kept = await keys.protect(keyId, master.bytes);
  if (!kept.ok) return kept;
  const back = await keys.unprotect(kept.value);
  if (!back.ok) return back;
  if (!Buffer.from(master.bytes).equals(back.value)) {
    return err({ code: 'UNAVAILABLE', detail: 'the backend did not give the key back' });
  }
  const check = sealRecord(master, { id: checkId, purpose: checkPurpose }, checkText, randomBytes);
  return ok({ master, kept: { ...kept.value, check } });
}

/** Brings a key back and proves with its check record that it is the right one. */
export async function recoverMasterKey(
  keys: KeyStore,
  kept: VaultKey,
): Promise<Result<MasterKey, KeyStoreError>> {
  const back = await keys.unprotect(kept);
  if (!back.ok) return back;
  const master: MasterKey = { keyId: kept.keyId, bytes: back.value };
  const fits =
    back.value.length === keyBytes &&
    openRecord(master, checkId, checkPurpose, kept.check) === checkText;
  return fits ? ok(master) : err({ code: 'BACKEND_CHANGED', detail: 'another key came back' });
}

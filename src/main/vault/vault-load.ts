import { assertNever } from '../../shared/util/assert-never.ts';
import type { DocumentLoad } from '../ports.ts';
import { emptyVaultFile } from './vault-file.ts';
import type { VaultFile } from './vault-file.ts';
import type { VaultNote } from './vault-state.ts';

/** What a vault starts with after its file was read. */
export interface LoadedVault {
  readonly file: VaultFile;
  readonly note?: VaultNote;
  /** Why the file must not be used at all. */
  readonly blocked?: string;
  /** The records, if the file was found as it had been written. */
  readonly soundRecords?: VaultFile['records'];
}

/** Understands what loading the vault's file has found. */
export function loadedVault(load: DocumentLoad<VaultFile>): LoadedVault {
  switch (load.status) {
    case 'absent':
      return { file: emptyVaultFile };
    case 'loaded':
      return { file: load.value, soundRecords: load.value.records };
    case 'restored':
      return { file: load.value, note: 'restored' };
    case 'lost':
      return { file: emptyVaultFile, note: 'lost' };
    case 'too-new':
      return {
        file: emptyVaultFile,
        blocked: `the vault was written by version ${load.schemaVersion}`,
      };
    case 'unreadable':
      return { file: emptyVaultFile, blocked: `the vault cannot be read: ${load.detail}` };
    default:
      return assertNever(load);
  }
}

import { assertNever } from '../../shared/util/assert-never.ts';
import type { DocumentLoad } from '../documents/document-ports.ts';
import { emptyVaultFile } from './vault-file.ts';
import type { VaultFile } from './vault-file.ts';
import type { VaultNote } from './vault-state.ts';

/** What a vault starts with after its file was read. */
export interface LoadedVault {
  readonly file: VaultFile;
  readonly note?: VaultNote;
  /** Why the file must not be used at all. */
  readonly blocked?: string;
  /** Whether the file was found as it had been written. */
  readonly isSound: boolean;
}

/** Understands what loading the vault's file has found. */
export function loadedVault(load: DocumentLoad<VaultFile>): LoadedVault {
  switch (load.status) {
    case 'absent':
      return { file: emptyVaultFile, isSound: false };
    case 'loaded':
      return { file: load.value, isSound: true };
    case 'restored':
      return { file: load.value, note: 'restored', isSound: false };
    case 'lost':
      return { file: emptyVaultFile, note: 'lost', isSound: false };
    case 'too-new':
      return {
        file: emptyVaultFile,
        isSound: false,
        blocked: `the vault was written by version ${load.schemaVersion}`,
      };
    case 'unreadable':
      return {
        file: emptyVaultFile,
        isSound: false,
        blocked: `the vault cannot be read: ${load.detail}`,
      };
    default:
      return assertNever(load);
  }
}

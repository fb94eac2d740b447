import type { RecipientQuestion } from '../../shared/domain/recipient.ts';
import type { LaunchPreview, Problem } from '../../shared/domain/server.ts';
import type { DocumentSaveError, SecretError } from '../ports.ts';

/** Why the registry refused a change; nothing was changed, neither in memory nor on the disk. */
export type RegistryError =
  | { readonly code: 'NOT_FOUND'; readonly name: string }
  | { readonly code: 'INVALID'; readonly problems: readonly Problem[] }
  /** The server would start a program nobody agreed to; `preview` shows it. */
  | { readonly code: 'CONSENT_REQUIRED'; readonly preview: LaunchPreview }
  /** Stored secrets would go elsewhere, and nobody has said yes to that. */
  | { readonly code: 'RECIPIENT_CHANGED'; readonly questions: readonly RecipientQuestion[] }
  | { readonly code: 'UNKNOWN_VARIABLE'; readonly variable: string }
  /** The server has no such place for a secret. */
  | { readonly code: 'NOT_STORED'; readonly name: string }
  | {
      readonly code: 'STORAGE_FAILED';
      readonly reason: DocumentSaveError['code'];
      readonly detail: string;
    }
  | {
      readonly code: 'VAULT_FAILED';
      readonly reason: SecretError['code'];
      readonly detail: string;
    };

/** A save that failed, as the registry reports it. */
export function storageFailed(error: DocumentSaveError): RegistryError {
  return { code: 'STORAGE_FAILED', reason: error.code, detail: error.detail };
}

/** A secret that could not be stored, as the registry reports it. */
export function vaultFailed(error: SecretError): Extract<RegistryError, { code: 'VAULT_FAILED' }> {
  return { code: 'VAULT_FAILED', reason: error.code, detail: error.detail };
}

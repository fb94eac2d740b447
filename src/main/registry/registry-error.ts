import type { RecipientQuestion } from '../../shared/domain/recipient.ts';
import type { LaunchPreview, Problem } from '../../shared/domain/server.ts';
import type { DocumentSaveError } from '../documents/document-ports.ts';
import type { SecretError } from '../kernel/secret-store.ts';

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

type Refusal<Code extends RegistryError['code']> = Extract<RegistryError, { readonly code: Code }>;

/** Nothing but the disk can refuse it. */
export type StorageRefusal = Refusal<'STORAGE_FAILED'>;
/** Nothing but the vault can refuse it. */
export type VaultRefusal = Refusal<'VAULT_FAILED'>;
/** Why a change of a saved server that checks nothing was refused. */
export type ChangeRefusal = Refusal<'NOT_FOUND' | 'STORAGE_FAILED'>;
/** Why what a person entered about a server was not saved. */
export type SaveRefusal = Exclude<RegistryError, Refusal<'NOT_STORED' | 'UNKNOWN_VARIABLE'>>;
/** Why many drafts at once were not saved. */
export type BatchRefusal = Exclude<RegistryError, Refusal<'NOT_STORED'>>;
/** Why the value of a variable was not saved. */
export type VariableRefusal = Refusal<
  'NOT_FOUND' | 'INVALID' | 'UNKNOWN_VARIABLE' | 'STORAGE_FAILED' | 'VAULT_FAILED'
>;
/** Why the value of a variable was not cleared. */
export type ClearRefusal = Exclude<VariableRefusal, Refusal<'INVALID'>>;
/** Why a secret was not taken out of its place. */
export type TakeRefusal = ClearRefusal | Refusal<'NOT_STORED'>;
/** Why a secret was not put into its place. */
export type PlaceRefusal = VariableRefusal | Refusal<'NOT_STORED'>;

/** A save that failed, as the registry reports it. */
export function storageFailed(error: DocumentSaveError): StorageRefusal {
  return { code: 'STORAGE_FAILED', reason: error.code, detail: error.detail };
}

/** A secret that could not be stored, as the registry reports it. */
export function vaultFailed(error: SecretError): VaultRefusal {
  return { code: 'VAULT_FAILED', reason: error.code, detail: error.detail };
}

import type { VaultStatus } from '../../shared/domain/events.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import { err } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretError } from '../kernel/secret-store.ts';
import type { KeyStoreError } from './key-store.ts';
import type { MasterKey } from './sealed-record.ts';

/** What the vault can do right now. */
export type VaultState =
  | { readonly kind: 'not-opened' }
  /** Usable; `key` is absent until the first secret is put. */
  | { readonly kind: 'ready'; readonly backend: string; readonly key?: MasterKey }
  /** No safe place for a key and nothing encrypted yet: secrets live until the program ends. */
  | { readonly kind: 'memory-only'; readonly detail: string }
  /** Ciphertext exists and its key did not come back; trying again may help. */
  | { readonly kind: 'locked'; readonly was: string; readonly detail: string }
  | { readonly kind: 'backend-changed'; readonly was: string; readonly detail: string }
  /** The place that kept the key answers, and has it no more. */
  | { readonly kind: 'key-missing'; readonly was: string; readonly detail: string };

/** What loading the file found that a person should know for as long as the program runs. */
export type VaultNote = 'restored' | 'lost' | undefined;

/** The state a person is shown. */
export function statusOf(state: VaultState, note: VaultNote): VaultStatus {
  switch (state.kind) {
    case 'ready':
      return { state: note ?? 'ready', backend: state.backend };
    case 'locked':
    case 'backend-changed':
    case 'key-missing':
      return { state: state.kind, backend: state.was };
    case 'not-opened':
    case 'memory-only':
      return { state: state.kind, backend: '' };
    default:
      return assertNever(state);
  }
}

/** The state that follows when the key of existing ciphertext did not come back. */
export function stateWithoutKey(error: KeyStoreError, was: string): VaultState {
  const { code, detail } = error;
  switch (code) {
    case 'LOCKED':
    case 'UNAVAILABLE':
      return { kind: 'locked', was, detail };
    case 'BACKEND_CHANGED':
      return { kind: 'backend-changed', was, detail };
    case 'KEY_MISSING':
      return { kind: 'key-missing', was, detail };
    default:
      return assertNever(code);
  }
}

/** Why the vault is in this state, as the system put it; empty where there is nothing to say. */
export function detailOf(state: VaultState): string {
  return 'detail' in state ? state.detail : '';
}

/** Why nothing can be read or written in this state. */
export function refusal(
  state: Exclude<VaultState, { kind: 'ready' | 'memory-only' }>,
): Result<never, SecretError> {
  return err({ code: 'VAULT_LOCKED', detail: detailOf(state) || 'not opened' });
}

import type { VaultStatus } from '../../shared/domain/events.ts';
import type { Result } from '../../shared/util/result.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import type {
  SecretError,
  SecretRebinding,
  SecretStore,
  SecretUse,
} from '../kernel/secret-store.ts';
import type { KeyPurpose } from './derived-key.ts';
import type { KeyStore } from './key-store.ts';
import type { MasterKey } from './sealed-record.ts';
import type { VaultFile } from './vault-file.ts';

/** What the vault needs from outside. */
export interface VaultDeps {
  readonly store: DocumentStore<VaultFile>;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly random: Pick<Random, 'id'>;
  /** Cryptographically strong bytes, for keys and nonces. */
  readonly randomBytes: (length: number) => Uint8Array;
  readonly logger: Logger;
  /** How long opening may take before the vault counts as locked; 30 seconds if absent. */
  readonly openTimeoutMs?: number;
}

/** What a value is for; bound to its ciphertext, so that it cannot be used for anything else. */
export type SecretPurpose = 'server-secret' | 'oauth' | 'note';

/**
 * Keeps secrets encrypted (AES-256-GCM) under one random key that the operating system protects.
 * Nothing encrypted is ever deleted because it cannot be opened, and no new key is made while
 * ciphertext of another exists, unless a person asks for it with {@link Vault.startOver}.
 */
export interface Vault extends SecretStore {
  /** Reads the file, so that `has` knows; asks the operating system for nothing. */
  load(): Promise<void>;
  /** Reads the file again, because another process has written it; what was open is opened anew. */
  reload(): Promise<void>;
  /** Brings the key back, or tries to anew; answers when that is done or took too long. */
  open(): Promise<VaultStatus>;
  status(): VaultStatus;
  /** Why it is in this state, as the system put it; empty when there is nothing to say. */
  detail(): string;
  onChange(listener: (status: VaultStatus) => void): Disposable;
  /** For a server, or for Patchbay itself: then no server ever gets it. */
  put(value: string, uses: readonly SecretUse[] | 'oauth'): Promise<Result<string, SecretError>>;
  reveal(id: string, use: SecretUse | 'oauth'): Promise<Result<string, SecretError>>;
  /**
   * A key for one purpose, made from the vault's own; undefined while there is none and it is not
   * needed. Refused where the vault does not open, or keeps nothing beyond this run.
   */
  deriveKey(
    purpose: KeyPurpose,
    isNeeded: boolean,
  ): Promise<Result<MasterKey | undefined, SecretError>>;
  /**
   * What Patchbay itself keeps under a fixed name, sealed like a secret; no server ever gets it.
   * Undefined when nothing was kept, or only under a key that was given up.
   */
  readNote(name: string): Promise<Result<string | undefined, SecretError>>;
  /** Keeps it in place of what was there. */
  writeNote(name: string, text: string): Promise<Result<void, SecretError>>;
  /** True for every id until the file was read: a reference is the sign that something was put. */
  has(id: string): boolean;
  /** Gives up a key that does not come back; what it encrypted is kept but counts as not set. */
  startOver(): Promise<Result<VaultStatus, SecretError>>;
  /**
   * Removes secrets of servers that a former run has noted as unreferenced, such as a crash between
   * putting a secret and saving its server leaves, and that are not among `referred`; answers with
   * how many. Every other secret stays: the server it belongs to may only be out of sight. Does
   * nothing unless everything is sound and can be read, and asks for the key only when there is
   * something to remove. What else is referred to is asked only when it makes a difference.
   */
  prune(referred: ReadonlySet<string>, others?: () => Promise<readonly string[]>): Promise<number>;
  /** Secrets of servers that are not among `referred`, and what they may be used for. */
  strays(referred: ReadonlySet<string>): readonly SecretRebinding[];
  /** Removes every secret, readable or not, and the key; a file of a newer version is left alone. */
  clear(): Promise<Result<void, SecretError>>;
}

import type { EditableDocument } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { SecretStore } from '../kernel/secret-store.ts';
import type { Agreements } from '../trust/agreements.ts';
import type { HandleBook } from './handle-book.ts';
import type { RegistryFile } from './registry-file.ts';

/** What the registry needs from outside. */
export interface ServerRegistryDeps {
  readonly store: EditableDocument<RegistryFile>;
  readonly secrets: SecretStore;
  readonly agreements: Pick<Agreements, RegistryAgreements>;
  /** Whose handles are; no server gets one if absent. */
  readonly handles?: Pick<HandleBook, 'load' | 'ownerOf' | 'note' | 'give' | 'hash'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

type RegistryAgreements = 'load' | 'agree' | 'keepOnly' | 'keepServers' | 'putAside' | 'bringBack';

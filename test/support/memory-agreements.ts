import type { Clock } from '../../src/main/kernel/clock.ts';
import type { AgreementFile } from '../../src/main/trust/agreement-file.ts';
import { createAgreements } from '../../src/main/trust/agreements.ts';
import type { Agreements } from '../../src/main/trust/agreements.ts';
import type { MasterKey } from '../../src/main/vault/sealed-record.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { ok } from '../../src/shared/util/result.ts';
import { createMemoryDocument } from './memory-document.ts';
import type { MemoryDocument } from './memory-document.ts';
import { createSilentLogger } from './silent-logger.ts';

const usualKey: MasterKey = { keyId: 'key', bytes: new Uint8Array(32).fill(7) };

/** The real agreements on a document in memory; with a vault that always has its key if absent. */
export function createMemoryAgreements(
  options: {
    readonly store?: MemoryDocument<AgreementFile>;
    readonly vault?: Pick<Vault, 'deriveKey'>;
    readonly clock?: Pick<Clock, 'schedule'>;
  } = {},
): Agreements {
  return createAgreements({
    store: options.store ?? createMemoryDocument<AgreementFile>(),
    vault: options.vault ?? { deriveKey: async () => ok(usualKey) },
    clock: options.clock ?? { schedule: () => ({ [Symbol.dispose]() {} }) },
    logger: createSilentLogger(),
  });
}

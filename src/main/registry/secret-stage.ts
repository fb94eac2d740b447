import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Result } from '../../shared/util/result.ts';
import type { VaultRefusal } from './registry-error.ts';

/** Secrets that wait to be put together, under ids that are good only until then. */
export interface SecretStage {
  /** Answers with the id it has for now; nothing is stored yet. */
  put(value: string): string;
  /**
   * Puts what servers refer to with one write, each sealed to where it goes from there, in the hands
   * of one profile; answers with the servers with real ids, and those ids.
   */
  commit(
    servers: readonly ServerDefinition[],
    profileId: string,
  ): Promise<
    Result<
      { readonly servers: readonly ServerDefinition[]; readonly added: readonly string[] },
      VaultRefusal
    >
  >;
}

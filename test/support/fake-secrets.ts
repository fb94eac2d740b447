import type { SecretError, SecretStore } from '../../src/main/ports.ts';
import { err, ok } from '../../src/shared/util/result.ts';

/** A vault in memory that can be told to fail. */
export interface FakeSecrets extends SecretStore {
  readonly values: Map<string, string>;
  /** After `puts` more puts, every further one fails with `error`. */
  failPutsAfter(puts: number, error: SecretError): void;
  revealError: SecretError | undefined;
}

/** An empty vault in memory; ids are `secret-1`, `secret-2` and so on. */
export function createFakeSecrets(): FakeSecrets {
  const values = new Map<string, string>();
  let count = 0;
  let failure: { putsLeft: number; error: SecretError } | undefined;
  const secrets: FakeSecrets = {
    values,
    revealError: undefined,
    failPutsAfter: (puts, error) => (failure = { putsLeft: puts, error }),
    async put(value) {
      if (failure !== undefined && (failure.putsLeft -= 1) < 0) return err(failure.error);
      count += 1;
      values.set(`secret-${count}`, value);
      return ok(`secret-${count}`);
    },
    async putAll(all) {
      const ids: string[] = [];
      for (const value of all) {
        const put = await secrets.put(value);
        if (!put.ok) {
          for (const id of ids) values.delete(id);
          return put;
        }
        ids.push(put.value);
      }
      return ok(ids);
    },
    async reveal(id) {
      if (secrets.revealError !== undefined) return err(secrets.revealError);
      const value = values.get(id);
      return value === undefined ? err({ code: 'SECRET_MISSING', detail: id }) : ok(value);
    },
    has: (id) => values.has(id),
    async remove(ids) {
      for (const id of ids) values.delete(id);
    },
  };
  return secrets;
}

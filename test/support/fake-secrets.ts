import type { SecretError, SecretStore, SecretUse } from '../../src/main/kernel/secret-store.ts';
import { err, ok } from '../../src/shared/util/result.ts';

/** A vault in memory that can be told to fail. */
export interface FakeSecrets extends SecretStore {
  readonly values: Map<string, string>;
  /** What each value may be used for; one that is not in here may be used for everything. */
  readonly uses: Map<string, readonly SecretUse[]>;
  /** Ids that no saved server refers to, by what was done. */
  readonly unreferenced: Set<string>;
  /** After `puts` more puts, every further one fails with `error`. */
  failPutsAfter(puts: number, error: SecretError): void;
  revealError: SecretError | undefined;
}

/** An empty vault in memory; ids are `secret-1`, `secret-2` and so on. */
export function createFakeSecrets(): FakeSecrets {
  const values = new Map<string, string>();
  const uses = new Map<string, readonly SecretUse[]>();
  const unreferenced = new Set<string>();
  let count = 0;
  let failure: { putsLeft: number; error: SecretError } | undefined;
  const isFor = (id: string, use: SecretUse): boolean =>
    uses.get(id)?.some((one) => JSON.stringify(one) === JSON.stringify(use)) ?? true;
  const secrets: FakeSecrets = {
    values,
    uses,
    unreferenced,
    revealError: undefined,
    failPutsAfter: (puts, error) => (failure = { putsLeft: puts, error }),
    async put(value, ownUses) {
      if (failure !== undefined && (failure.putsLeft -= 1) < 0) return err(failure.error);
      count += 1;
      const id = `secret-${count}`;
      values.set(id, value);
      uses.set(id, ownUses);
      unreferenced.add(id);
      return ok(id);
    },
    async putAll(all) {
      const ids: string[] = [];
      for (const { value, uses: ownUses } of all) {
        const put = await secrets.put(value, ownUses);
        if (!put.ok) {
          await secrets.remove(ids);
          return put;
        }
        ids.push(put.value);
      }
      return ok(ids);
    },
    async reveal(id, use) {
      if (values.has(id) && !isFor(id, use)) {
        return err({ code: 'RECIPIENT_CHANGED', detail: id });
      }
      return secrets.read(id);
    },
    async read(id) {
      if (secrets.revealError !== undefined) return err(secrets.revealError);
      const value = values.get(id);
      return value === undefined ? err({ code: 'SECRET_MISSING', detail: id }) : ok(value);
    },
    has: (id) => values.has(id),
    usesOf(id) {
      if (!values.has(id)) return { kind: 'missing' };
      const own = uses.get(id);
      return own === undefined ? { kind: 'unknown' } : { kind: 'stored', uses: own };
    },
    async rebind(changes) {
      for (const change of changes) uses.set(change.id, change.uses);
      return ok(undefined);
    },
    async remove(ids) {
      for (const id of ids) {
        values.delete(id);
        uses.delete(id);
        unreferenced.delete(id);
      }
    },
    async noteReferences({ kept, released }) {
      for (const id of released) if (values.has(id)) unreferenced.add(id);
      for (const id of kept) unreferenced.delete(id);
    },
  };
  return secrets;
}

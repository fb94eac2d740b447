import type { ServerDefinition, StoredValue } from '../../shared/domain/server.ts';
import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretStore } from '../ports.ts';
import { vaultFailed } from './registry-error.ts';
import type { RegistryError } from './registry-error.ts';
import { fillSlots, storedSlots } from './server-values.ts';

/** Secrets that wait to be put together, under ids that are good only until then. */
export interface StagedSecrets extends SecretStore {
  /** Puts all of them with one write and answers with the real id of each. */
  commit(): Promise<Result<ReadonlyMap<string, string>, RegistryError>>;
}

/** A stage before `secrets`; without `commit` the vault is never written. */
export function stageSecrets(secrets: SecretStore): StagedSecrets {
  const waiting = new Map<string, string>();
  let count = 0;
  const stage = (value: string): string => {
    const id = `staged-${(count += 1)}`;
    waiting.set(id, value);
    return id;
  };
  return {
    put: async (value) => ok(stage(value)),
    putAll: async (values) => ok(values.map(stage)),
    reveal: (id) => secrets.reveal(id),
    has: (id) => waiting.has(id) || secrets.has(id),
    async remove(ids) {
      for (const id of ids) waiting.delete(id);
    },
    async commit() {
      const put = await secrets.putAll([...waiting.values()]);
      if (!put.ok) return { ok: false, error: vaultFailed(put.error) };
      return ok(new Map([...waiting.keys()].map((id, index) => [id, put.value[index] ?? ''])));
    },
  };
}

/** The server with staged ids replaced by the real ones. */
export function withRealIds(
  server: ServerDefinition,
  ids: ReadonlyMap<string, string>,
): ServerDefinition {
  const real = (value: StoredValue): StoredValue =>
    value.kind === 'secret'
      ? { kind: 'secret', secretId: ids.get(value.secretId) ?? value.secretId }
      : value;
  const mapped = <K>(entries: Iterable<readonly [K, StoredValue]>) =>
    [...entries].map(([key, value]) => [key, real(value)] as const);
  return {
    ...server,
    ...fillSlots(server, new Map(mapped(storedSlots(server)))),
    variableValues: Object.fromEntries(mapped(Object.entries(server.variableValues))),
  };
}

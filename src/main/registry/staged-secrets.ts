import type { SecretStage } from './secret-stage.ts';
import type { ServerDefinition, StoredValue } from '../../shared/domain/server.ts';
import { ok } from '../../shared/util/result.ts';
import type { SecretStore } from '../kernel/secret-store.ts';
import { usesById } from '../trust/secret-uses.ts';
import { vaultFailed } from './registry-error.ts';
import { fillSlots, secretIdsOf, storedSlots } from './server-values.ts';

/**
 * A stage before `secrets`; without `commit` the vault is never written. Ids that servers refer to
 * already are not given out, whatever they look like: a file may hold any.
 */
export function stageSecrets(
  secrets: Pick<SecretStore, 'putAll'>,
  servers: Iterable<ServerDefinition>,
): SecretStage {
  const taken = new Set([...servers].flatMap(secretIdsOf));
  const waiting = new Map<string, string>();
  let count = 0;
  const nextId = (): string => {
    const id = `staged-${(count += 1)}`;
    return taken.has(id) ? nextId() : id;
  };
  return {
    put(value) {
      const id = nextId();
      waiting.set(id, value);
      return id;
    },
    async commit(servers, profileId) {
      const uses = new Map(servers.flatMap((server) => [...usesById(server, profileId)]));
      const used = [...waiting].filter(([id]) => uses.has(id));
      const put = await secrets.putAll(
        used.map(([id, value]) => ({ value, uses: uses.get(id) ?? [] })),
      );
      if (!put.ok) return { ok: false, error: vaultFailed(put.error) };
      const ids = new Map(used.map(([id], index) => [id, put.value[index] ?? '']));
      return ok({
        servers: servers.map((server) => withRealIds(server, ids)),
        added: [...put.value],
      });
    },
  };
}

/** The server with ids replaced by others. */
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

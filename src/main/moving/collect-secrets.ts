import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok, type Result } from '../../shared/util/result.ts';
import type { SecretStore } from '../ports.ts';
import { vaultFailed, type RegistryError } from '../registry/registry-error.ts';
import { secretIdsOf } from '../registry/server-values.ts';
import { withRealIds } from '../registry/staged-secrets.ts';
import type { SecretValues } from './export-file.ts';

/** Servers whose references mean something in one file only, and what they refer to. */
export interface LabelledServers {
  readonly servers: readonly ServerDefinition[];
  /** Ids in the vault by label. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Replaces the vault's ids by labels: an id is of no use to anybody else, so none leaves. */
export function labelSecrets(servers: readonly ServerDefinition[]): LabelledServers {
  const labels = new Map<string, string>();
  for (const id of servers.flatMap(secretIdsOf)) {
    if (!labels.has(id)) labels.set(id, `s${labels.size + 1}`);
  }
  return {
    servers: servers.map((server) => withRealIds(server, labels)),
    ids: new Map([...labels].map(([id, label]) => [label, id])),
  };
}

/** The values behind the labels; those the vault does not have are left out and counted. */
export async function revealSecrets(
  ids: ReadonlyMap<string, string>,
  secrets: Pick<SecretStore, 'reveal' | 'has'>,
): Promise<
  Result<
    { readonly values: SecretValues; readonly missing: number },
    Extract<RegistryError, { code: 'VAULT_FAILED' }>
  >
> {
  const values = new Map<string, string>();
  for (const [label, id] of ids) {
    const revealed = await secrets.reveal(id);
    if (revealed.ok) values.set(label, revealed.value);
    else if (revealed.error.code !== 'SECRET_MISSING' && secrets.has(id))
      return err(vaultFailed(revealed.error));
  }
  return ok({ values, missing: ids.size - values.size });
}

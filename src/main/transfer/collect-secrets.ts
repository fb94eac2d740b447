import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretStore, SecretUse } from '../kernel/secret-store.ts';
import { vaultFailed } from '../registry/registry-error.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import { secretIdsOf } from '../registry/server-values.ts';
import { withRealIds } from '../registry/staged-secrets.ts';
import { fitOf } from '../trust/recipient.ts';
import { usesIn } from '../trust/secret-uses.ts';
import type { SecretValues } from './export-file.ts';

/** A secret behind a label. */
export interface LabelledSecret {
  /** Its id in the vault. */
  readonly id: string;
  /** What its server does with it, for each place it has there. */
  readonly places: readonly (readonly SecretUse[])[];
}

/** Servers whose references mean something in one file only, and what they refer to. */
export interface LabelledServers {
  readonly servers: readonly ServerDefinition[];
  readonly secrets: ReadonlyMap<string, LabelledSecret>;
}

/**
 * Replaces the vault's ids by labels: an id is of no use to anybody else, so none leaves. Two servers
 * never share a label: what one of them may use is not for the other.
 */
export function labelSecrets(servers: readonly ServerDefinition[]): LabelledServers {
  const secrets = new Map<string, LabelledSecret>();
  const labelled = servers.map((server) => {
    const labels = new Map<string, string>();
    for (const id of new Set(secretIdsOf(server))) {
      const label = `s${secrets.size + 1}`;
      labels.set(id, label);
      secrets.set(label, { id, places: placesOf(server, id) });
    }
    return withRealIds(server, labels);
  });
  return { servers: labelled, secrets };
}

function placesOf(server: ServerDefinition, id: string): LabelledSecret['places'] {
  const places = new Map<string, readonly SecretUse[]>();
  for (const { secretId, place, use } of usesIn(server)) {
    if (secretId !== id) continue;
    const key = JSON.stringify(place);
    places.set(key, [...(places.get(key) ?? []), use]);
  }
  return [...places.values()];
}

/**
 * The values behind the labels; those the vault does not have are left out and counted, and so are
 * those that are not for where their server would send them: a file would be a way around.
 */
export async function revealSecrets(
  labelled: LabelledServers['secrets'],
  secrets: Pick<SecretStore, 'reveal' | 'usesOf'>,
): Promise<
  Result<
    { readonly values: SecretValues; readonly missing: number },
    Extract<RegistryError, { code: 'VAULT_FAILED' }>
  >
> {
  const values = new Map<string, string>();
  for (const [label, { id, places }] of labelled) {
    const known = secrets.usesOf(id);
    const fitting = places.map((uses) => uses.find((use) => fitOf(known, use) === 'fits'));
    const [use] = fitting;
    if (use === undefined || fitting.includes(undefined)) continue;
    const revealed = await secrets.reveal(id, use);
    if (revealed.ok) values.set(label, revealed.value);
    else if (!['SECRET_MISSING', 'RECIPIENT_CHANGED'].includes(revealed.error.code))
      return err(vaultFailed(revealed.error));
  }
  return ok({ values, missing: labelled.size - values.size });
}

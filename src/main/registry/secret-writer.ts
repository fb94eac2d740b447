import type {
  Problem,
  ServerAuth,
  ServerDefinition,
  ServerDraft,
  ServerTransport,
  StoredValue,
} from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretStore } from '../ports.ts';
import { secretMissing } from './draft-check.ts';
import { vaultFailed } from './registry-error.ts';
import type { RegistryError } from './registry-error.ts';
import { fillSlots, slotsOf, storedSlots } from './server-values.ts';

/** What becomes of one value: kept as stored, or put into the vault. */
type SlotPlan =
  | { readonly key: string; readonly kind: 'keep'; readonly value: StoredValue }
  | { readonly key: string; readonly kind: 'put'; readonly secret: string };

/** Values as they are stored, and the ids of the secrets that were put for them. */
export interface WrittenValues<T> {
  readonly value: T;
  readonly added: readonly string[];
}

/**
 * Where each value of a draft goes. A secret left out (or left blank) keeps what is stored in the
 * same place, whatever else changed; with nothing stored there it is a problem.
 */
export function planValues(
  draft: ServerDraft,
  previous: ServerDefinition | undefined,
): Result<readonly SlotPlan[], readonly Problem[]> {
  const stored = previous === undefined ? new Map<string, StoredValue>() : storedSlots(previous);
  const plans: SlotPlan[] = [];
  const problems: Problem[] = [];
  for (const { key, path, value } of slotsOf(draft)) {
    const old = stored.get(key);
    if (value.kind === 'text') plans.push({ key, kind: 'keep', value });
    else if ((value.value ?? '') !== '')
      plans.push({ key, kind: 'put', secret: value.value ?? '' });
    else if (old?.kind === 'secret') plans.push({ key, kind: 'keep', value: old });
    else if (old !== undefined) plans.push({ key, kind: 'put', secret: old.text });
    else problems.push(secretMissing(path));
  }
  return problems.length > 0 ? err(problems) : ok(plans);
}

/** Puts the new secrets of a draft into the vault; if one fails, those put before it are removed. */
export async function writeValues(
  draft: ServerDraft,
  plans: readonly SlotPlan[],
  secrets: SecretStore,
): Promise<Result<WrittenValues<{ transport: ServerTransport; auth: ServerAuth }>, RegistryError>> {
  const added: string[] = [];
  const stored = new Map<string, StoredValue>();
  for (const plan of plans) {
    if (plan.kind === 'keep') {
      stored.set(plan.key, plan.value);
      continue;
    }
    const put = await secrets.put(plan.secret);
    if (!put.ok) {
      await secrets.remove(added);
      return err(vaultFailed(put.error));
    }
    added.push(put.value);
    stored.set(plan.key, { kind: 'secret', secretId: put.value });
  }
  return ok({ value: fillSlots(draft, stored), added });
}

/**
 * The variable values that survive an edit: those still declared. One that became sensitive moves
 * into the vault.
 */
export async function carryVariables(
  draft: ServerDraft,
  previous: ServerDefinition | undefined,
  secrets: SecretStore,
): Promise<Result<WrittenValues<Record<string, StoredValue>>, RegistryError>> {
  const old = new Map(Object.entries(previous?.variableValues ?? {}));
  const added: string[] = [];
  const kept = new Map<string, StoredValue>();
  for (const { name, sensitive } of draft.variables) {
    const value = old.get(name);
    if (value === undefined) continue;
    if (value.kind === 'secret' || !sensitive) {
      kept.set(name, value);
      continue;
    }
    const put = await secrets.put(value.text);
    if (!put.ok) {
      await secrets.remove(added);
      return err(vaultFailed(put.error));
    }
    added.push(put.value);
    kept.set(name, { kind: 'secret', secretId: put.value });
  }
  return ok({ value: Object.fromEntries(kept), added });
}

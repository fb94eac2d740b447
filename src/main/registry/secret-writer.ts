import type {
  Problem,
  ServerAuth,
  ServerDefinition,
  ServerDraft,
  ServerDraftInput,
  ServerTransport,
  StoredValue,
} from '../../shared/domain/server.ts';
import type { SecretPlace } from '../../shared/domain/stored-secret.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretStore } from '../ports.ts';
import { checkDraft, secretMissing } from './draft-check.ts';
import { agreementIn, draftLaunch, isSameLaunch } from './draft-launch.ts';
import { launchPreview } from './launch-preview.ts';
import { vaultFailed } from './registry-error.ts';
import type { RegistryError } from './registry-error.ts';
import type { SaveOptions } from './server-registry.ts';
import { slotAt } from './server-secrets.ts';
import { fillSlots, slotsOf, storedSlots } from './server-values.ts';
import { carryVariables } from './variable-values.ts';
import type { WrittenValues } from './variable-values.ts';

/** Stands for a secret that nobody has entered yet; no vault ever gives out this id. */
export const openSecretId = 'open';

/** What becomes of one value: kept as stored, or put into the vault. */
type SlotPlan =
  | { readonly key: string; readonly kind: 'keep'; readonly value: StoredValue }
  | { readonly key: string; readonly kind: 'put'; readonly secret: string };

/**
 * Where each value of a draft goes. A secret left out (or left blank) keeps what is stored in the
 * same place, whatever else changed; with nothing stored there it is a problem, or stays open.
 */
export function planValues(
  draft: ServerDraft,
  previous: ServerDefinition | undefined,
  leavesOpen = false,
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
    else if (leavesOpen)
      plans.push({ key, kind: 'keep', value: { kind: 'secret', secretId: openSecretId } });
    else problems.push(secretMissing(path));
  }
  return problems.length > 0 ? err(problems) : ok(plans);
}

/** Puts the new secrets of a draft into the vault; if one fails, those put before it are removed. */
async function writeValues(
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

/** The parts of a server that come from a draft. */
export interface StoredDraft {
  readonly fields: Omit<ServerDraft, 'transport' | 'auth'> &
    Pick<ServerDefinition, 'transport' | 'auth' | 'variableValues'>;
  /** Ids of the secrets that were put. */
  readonly added: readonly string[];
  /** The launch a person agrees to with this save, if they do. */
  readonly agreed?: string;
}

/**
 * Checks a draft, then the agreement to what it starts, then puts its secrets into the vault. On
 * failure the vault holds what it held before.
 */
export async function storeDraft(
  input: ServerDraftInput,
  previous: ServerDefinition | undefined,
  options: SaveOptions,
  secrets: SecretStore,
): Promise<Result<StoredDraft, RegistryError>> {
  const checked = checkDraft(input);
  if (!checked.ok) return err({ code: 'INVALID', problems: checked.error });
  const { draft } = checked.value;
  const plans = planValues(draft, previous, options.leavesSecretsOpen);
  if (!plans.ok) return err({ code: 'INVALID', problems: plans.error });
  const launchable = draftLaunch(draft, previous, options.profileId);
  const agreed = agreementIn(launchable, options.consent);
  // A launch that stays the same is asked about when it is started, not when its title is changed.
  const isNew = previous === undefined || !isSameLaunch(launchable, previous, options.profileId);
  if (isNew && agreed === 'missing' && options.askLater !== true) {
    return err({ code: 'CONSENT_REQUIRED', preview: launchPreview(launchable) });
  }
  const values = await writeValues(draft, plans.value, secrets);
  if (!values.ok) return values;
  const variables = await carryVariables(draft, previous, secrets);
  if (!variables.ok) {
    await secrets.remove(values.value.added);
    return variables;
  }
  return ok({
    fields: {
      ...draft,
      ...values.value.value,
      variableValues: variables.value.value,
    },
    added: [...values.value.added, ...variables.value.added],
    ...(typeof agreed === 'object' ? { agreed: agreed.launch } : {}),
  });
}

/** A server's transport and auth with one secret entered anew in its place. */
export async function writeSecret(
  server: ServerDefinition,
  place: SecretPlace,
  text: string,
  secrets: SecretStore,
): Promise<Result<WrittenValues<{ transport: ServerTransport; auth: ServerAuth }>, RegistryError>> {
  const slot = slotAt(server, place);
  if (slot?.value.kind !== 'secret') return err({ code: 'NOT_STORED', name: server.name });
  const put = await secrets.put(text);
  if (!put.ok) return err(vaultFailed(put.error));
  const stored = new Map(storedSlots(server)).set(slot.key, {
    kind: 'secret',
    secretId: put.value,
  });
  return ok({ value: fillSlots(server, stored), added: [put.value] });
}

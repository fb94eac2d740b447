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
import { checkDraft, secretMissing } from './draft-check.ts';
import { agreementIn, draftLaunch, isSameLaunch } from './draft-launch.ts';
import { launchPreview } from './launch-preview.ts';
import type { PlaceRefusal, SaveRefusal } from './registry-error.ts';
import type { SaveOptions } from './save-options.ts';
import { slotAt } from './server-secrets.ts';
import { fillSlots, slotsOf, storedSlots } from './server-values.ts';
import type { SecretStage } from './secret-stage.ts';
import { carryVariables } from './variable-values.ts';

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

/** A draft's transport and auth with every value in its place; new secrets wait on the stage. */
function writeValues(
  draft: ServerDraft,
  plans: readonly SlotPlan[],
  stage: Pick<SecretStage, 'put'>,
): { readonly transport: ServerTransport; readonly auth: ServerAuth } {
  const stored = new Map(
    plans.map((plan): [string, StoredValue] => [
      plan.key,
      plan.kind === 'keep' ? plan.value : { kind: 'secret', secretId: stage.put(plan.secret) },
    ]),
  );
  return fillSlots(draft, stored);
}

/** The parts of a server that come from a draft. */
export interface StoredDraft {
  readonly fields: Omit<ServerDraft, 'transport' | 'auth'> &
    Pick<ServerDefinition, 'transport' | 'auth' | 'variableValues'>;
  /** The launch a person agrees to with this save, if they do. */
  readonly agreed?: string;
}

/** Checks a draft, then the agreement to what it starts; its new secrets wait on the stage. */
export function storeDraft(
  input: ServerDraftInput,
  previous: ServerDefinition | undefined,
  options: SaveOptions,
  stage: Pick<SecretStage, 'put'>,
): Result<StoredDraft, SaveRefusal> {
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
  return ok({
    fields: {
      ...draft,
      ...writeValues(draft, plans.value, stage),
      variableValues: carryVariables(draft, previous, stage),
    },
    ...(typeof agreed === 'object' ? { agreed: agreed.launch } : {}),
  });
}

/** A server's transport and auth with one secret entered anew in its place. */
export function writeSecret(
  server: ServerDefinition,
  place: SecretPlace,
  text: string,
  stage: Pick<SecretStage, 'put'>,
): Result<
  { readonly transport: ServerTransport; readonly auth: ServerAuth },
  Extract<PlaceRefusal, { readonly code: 'NOT_STORED' }>
> {
  const slot = slotAt(server, place);
  if (slot?.value.kind !== 'secret') return err({ code: 'NOT_STORED', name: server.name });
  const stored = new Map(storedSlots(server)).set(slot.key, {
    kind: 'secret',
    secretId: stage.put(text),
  });
  return ok(fillSlots(server, stored));
}

import {
  unsendableInPlace,
  unsendableInVariable,
  unsendableProblem,
} from '../../shared/domain/header-values.ts';
import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import type { ServerDefinition, ServerDraft } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Allowed } from '../trust/secret-uses.ts';
import type { createAgreeing } from './agreeing.ts';
import { checkDraft } from './draft-check.ts';
import { draftLaunch } from './draft-launch.ts';
import { launchPreview } from './launch-preview.ts';
import {
  judgeEdit,
  questionsOfEdit,
  rebindSecrets,
  yesOfEdit,
  yesOfValue,
  yesToQuestions,
} from './recipients.ts';
import type {
  ClearRefusal,
  PlaceRefusal,
  SaveRefusal,
  StorageRefusal,
  VariableRefusal,
  VaultRefusal,
} from './registry-error.ts';
import type { RegistryLedger } from './registry-ledger.ts';
import type { SaveCause } from './registry-change.ts';
import { seenBy } from './scope.ts';
import { planValues, storeDraft, writeSecret } from './secret-writer.ts';
import { identityOf } from './server-identity.ts';
import type { ServerRegistry } from './registry-ports.ts';
import type { ServerRegistryDeps } from './registry-deps.ts';
import { distinctTitle, freeName } from './slug.ts';
import { stageSecrets } from './staged-secrets.ts';
import type { SecretStage } from './secret-stage.ts';
import { valueOf, variableKey, writeVariable } from './variable-values.ts';
import { isProgram } from '../../shared/domain/transport-kind.ts';

type Saved<E> = Promise<Result<ServerDefinition, E>>;

/** What a person enters about one server, and what that means for what is stored. */
export type ServerEdits = Pick<
  ServerRegistry,
  | 'preview'
  | 'create'
  | 'update'
  | 'allowRecipients'
  | 'setVariable'
  | 'clearVariable'
  | 'fillSecret'
>;

interface Edit {
  readonly previous: ServerDefinition;
  readonly changed: ServerDefinition;
  readonly stage: SecretStage;
  readonly profileId: string;
  readonly cause: SaveCause;
  /** What a person has said yes to with it. */
  readonly yes?: Allowed | undefined;
  /** The launch they agree to with it. */
  readonly agreed?: string | undefined;
}

/** The edits of a registry; each runs in turn with its other changes. */
export function createServerEdits(
  ledger: RegistryLedger,
  deps: ServerRegistryDeps,
  agreeing: ReturnType<typeof createAgreeing>,
): ServerEdits {
  const { secrets } = deps;
  const usesOf = (id: string) => secrets.usesOf(id);

  const later = (previous: ServerDefinition): number =>
    Math.max(deps.clock.now(), previous.updatedAt + 1);

  /** Writes a value that was checked; a blank one clears it. */
  const writeValue = async (
    server: ServerDefinition,
    variable: string,
    text: string,
    profileId: string,
  ): Saved<ClearRefusal> => {
    const stage = stageSecrets(secrets, [server]);
    const variableValues = writeVariable(server, { variable, profileId }, text, stage);
    if (!variableValues.ok) return variableValues;
    if (variableValues.value === server.variableValues) return ok(server);
    const changed = { ...server, variableValues: variableValues.value, updatedAt: later(server) };
    // What a program gets is asked with its launch, which this changes too.
    const isYes =
      isProgram(server.transport) ||
      valueOf(server, variableKey(variable, profileId)) === undefined;
    const yes = isYes ? yesOfValue(server, changed, profileId, usesOf) : undefined;
    return saveEdit({ previous: server, changed, stage, profileId, cause: 'variables', yes });
  };

  /** Puts what waits on the stage, seals what a person said yes to anew, and saves. */
  const saveEdit = async (edit: Edit): Saved<StorageRefusal | VaultRefusal> => {
    const put = await edit.stage.commit([edit.changed], edit.profileId);
    if (!put.ok) return put;
    const {
      servers: [server = edit.changed],
      added,
    } = put.value;
    const rebound = edit.yes && (await rebindSecrets(server, edit.yes, secrets));
    if (rebound?.ok === false) {
      await secrets.remove(added);
      return rebound;
    }
    const { agreed: launch, profileId } = edit;
    const saved = await agreeing({ server, launch, profileId }, () =>
      ledger.replace(edit.previous, server, edit.cause, added),
    );
    if (!saved.ok) await rebound?.value.takeBack();
    return saved;
  };

  const questionsOfDraft = (draft: ServerDraft, previous: ServerDefinition, profileId: string) => {
    const options = { askLater: true, leavesSecretsOpen: true };
    const stored = storeDraft(draft, previous, options, stageSecrets(secrets, [previous]));
    if (!stored.ok) return [];
    const { fields } = stored.value;
    const next = { ...fields, ...identityOf(previous), updatedAt: previous.updatedAt };
    return questionsOfEdit(previous, next, profileId, usesOf);
  };

  return {
    preview(input, name, profileId = firstProfileId) {
      const checked = checkDraft(input);
      if (!checked.ok) return { preview: null, problems: checked.error, questions: [] };
      const { draft, warnings } = checked.value;
      const previous = name === undefined ? undefined : ledger.servers.get(name);
      const plans = planValues(draft, previous);
      const problems = plans.ok ? warnings : [...plans.error, ...warnings];
      const questions = previous && plans.ok ? questionsOfDraft(draft, previous, profileId) : [];
      return {
        preview: launchPreview(draftLaunch(draft, previous, profileId)),
        problems,
        questions,
      };
    },

    create: (input, options = {}, save) =>
      ledger.inTurn(async () => {
        const stage = stageSecrets(secrets, []);
        const stored = storeDraft(input, undefined, options, stage);
        if (!stored.ok) return stored;
        const { fields, agreed: launch } = stored.value;
        const { profileId = firstProfileId } = options;
        const taken = new Set(ledger.names());
        const now = deps.clock.now();
        const name = freeName(fields.title, taken);
        const staged: ServerDefinition = {
          ...fields,
          title: distinctTitle(fields.title, name, seenBy(ledger.servers, options.profileId)),
          name,
          createdAt: now,
          updatedAt: now,
          inspection: { status: 'never' },
        };
        const put = await stage.commit([staged], profileId);
        if (!put.ok) return put;
        const {
          servers: [server = staged],
          added,
        } = put.value;
        return agreeing({ server, launch, profileId }, () =>
          ledger.add(server, added, save && ((file) => save(file, server))),
        );
      }),

    update: (name, input, options = {}) =>
      ledger.onServer(name, async (previous) => {
        const stage = stageSecrets(secrets, [previous]);
        const { enabled, scope } = previous;
        const stored = storeDraft({ ...input, enabled, scope }, previous, options, stage);
        if (!stored.ok) return stored;
        const { profileId = firstProfileId } = options;
        const { fields, agreed } = stored.value;
        const next = { ...fields, ...identityOf(previous), updatedAt: later(previous) };
        const judged = judgeEdit(previous, next, { ...options, profileId }, usesOf);
        if (!judged.ok) return judged;
        const { server: changed } = judged.value;
        const yes = yesOfEdit(judged.value, profileId);
        return saveEdit({ previous, changed, stage, profileId, cause: 'updated', yes, agreed });
      }),

    allowRecipients: (name, recipients, profileId = firstProfileId) =>
      ledger.onServer(name, async (server) => {
        const yes = yesToQuestions(recipients, profileId);
        const rebound = await rebindSecrets(server, yes, secrets);
        return rebound.ok ? ok(server) : rebound;
      }),

    setVariable: (name, variable, text, profileId = firstProfileId) =>
      ledger.onServer<ServerDefinition, VariableRefusal>(name, async (server) => {
        const character = unsendableInVariable(server, variable, text);
        if (character !== undefined) return unsendable(`variables.${variable}`, character);
        return writeValue(server, variable, text, profileId);
      }),

    clearVariable: (name, variable, profileId = firstProfileId) =>
      ledger.onServer(name, (server) => writeValue(server, variable, '', profileId)),

    fillSecret: (name, place, value, profileId = firstProfileId) =>
      ledger.onServer<ServerDefinition, PlaceRefusal>(name, async (server) => {
        const character = unsendableInPlace(server, place, value);
        if (character !== undefined) return unsendable('value', character);
        const stage = stageSecrets(secrets, [server]);
        const filled = writeSecret(server, place, value, stage);
        if (!filled.ok) return filled;
        const changed = { ...server, ...filled.value, updatedAt: later(server) };
        return saveEdit({ previous: server, changed, stage, profileId, cause: 'updated' });
      }),
  };
}

function unsendable(
  path: string,
  character: string,
): Result<never, Extract<SaveRefusal, { readonly code: 'INVALID' }>> {
  return err({ code: 'INVALID', problems: [unsendableProblem(path, character)] });
}

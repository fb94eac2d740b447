import type {
  ServerDefinition,
  ServerDraftInput,
  ServerOrigin,
} from '../../shared/domain/server.ts';
import { joinedRules } from '../../shared/domain/tool-rules.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretStore } from '../kernel/secret-store.ts';
import { recipientChanges } from '../trust/secret-uses.ts';
import type { BatchRefusal } from './registry-error.ts';
import { seenBy } from './scope.ts';
import { storeDraft } from './secret-writer.ts';
import { identityOf } from './server-identity.ts';
import type { ServerIdentity } from './server-identity.ts';
import { distinctTitle, freeName } from './slug.ts';
import { stageSecrets } from './staged-secrets.ts';
import type { SecretStage } from './secret-stage.ts';
import { withoutSecrets } from './left-open.ts';
import { writeVariable } from './variable-values.ts';

/** A draft to be saved together with others; a program starts only when a person agreed to it. */
export interface BatchDraft {
  readonly draft: ServerDraftInput;
  /** Values of variables the draft declares, by name. */
  readonly values?: Readonly<Record<string, string>>;
  /** Values of other profiles, by profile and name. */
  readonly valuesOf?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The name a new one had elsewhere; it gets another if that is taken. */
  readonly wishedName?: string;
  /** The handle a new one had elsewhere; it gets another if that is or was another's. */
  readonly wishedHandle?: string;
  /** Secrets without a value are asked for later. */
  readonly leavesSecretsOpen?: boolean;
  /** The server whose place it takes; a new one when absent. */
  readonly replaces?: string;
  readonly origin?: ServerOrigin;
}

/** A server of a batch and the one it replaced. */
export interface BatchServer {
  readonly server: ServerDefinition;
  readonly previous?: ServerDefinition;
  /** For which profiles the one it replaced was on. */
  readonly previousOn?: ReadonlyMap<string, boolean>;
  /** Which places it had in the lists of which profiles. */
  readonly previousPlaces?: ReadonlyMap<
    string,
    { readonly isFavorite: boolean; readonly before?: readonly string[] }
  >;
}

/** A batch ready to be saved, and the ids of the secrets that were put for it. */
export interface WrittenBatch {
  readonly servers: readonly BatchServer[];
  readonly added: readonly string[];
}

interface BatchSurroundings {
  readonly servers: ReadonlyMap<string, ServerDefinition>;
  readonly taken: readonly string[];
  readonly secrets: SecretStore;
  readonly now: number;
  /** Whose values of variables they are. */
  readonly profileId: string;
}

/**
 * Checks every draft, gives new ones their names, and puts all secrets with one write. A stored
 * secret that would go elsewhere by what replaces its server does not go along: it is asked for. On
 * failure the vault holds what it held before.
 */
export async function writeBatch(
  drafts: readonly BatchDraft[],
  { servers, taken, secrets, now, profileId }: BatchSurroundings,
): Promise<Result<WrittenBatch, BatchRefusal>> {
  const stage = stageSecrets(secrets, servers.values());
  const names = new Set(taken);
  const titled: { readonly title: string }[] = [...seenBy(servers, profileId)];
  const written: BatchServer[] = [];
  for (const one of drafts) {
    const previous = one.replaces === undefined ? undefined : servers.get(one.replaces);
    if (one.replaces !== undefined && previous === undefined)
      return err({ code: 'NOT_FOUND', name: one.replaces });
    const options = { askLater: true, leavesSecretsOpen: one.leavesSecretsOpen };
    const stored = storeDraft(one.draft, previous, options, stage);
    if (!stored.ok) return stored;
    const server =
      previous === undefined
        ? newServer(stored.value.fields, one, names, titled, now)
        : renewed(previous, stored.value.fields, now);
    const known = one.origin === undefined ? server : { ...server, origin: one.origin };
    const filled = withAllValues(known, one, profileId, stage);
    if (!filled.ok) return filled;
    const moved = previous && recipientChanges(previous, filled.value, profileId);
    const next = moved === undefined ? filled.value : withoutSecrets(filled.value, moved);
    names.add(server.name);
    titled.push(server);
    written.push({ server: next, ...(previous === undefined ? {} : { previous }) });
  }
  const put = await stage.commit(
    written.map(({ server }) => server),
    profileId,
  );
  if (!put.ok) return put;
  const { servers: real, added } = put.value;
  return ok({
    servers: written.map((one, index) => ({ ...one, server: real[index] ?? one.server })),
    added,
  });
}

type Fields = Omit<ServerDefinition, keyof ServerIdentity | 'updatedAt'>;

function newServer(
  fields: Fields,
  { wishedName: wished, wishedHandle: handle }: BatchDraft,
  names: ReadonlySet<string>,
  titled: readonly { readonly title: string }[],
  now: number,
): ServerDefinition {
  const isFree = wished !== undefined && !names.has(wished);
  const name = isFree ? wished : freeName(fields.title, names);
  const title = isFree ? fields.title : distinctTitle(fields.title, name, titled);
  const times = { createdAt: now, updatedAt: now };
  return {
    ...fields,
    title,
    name,
    ...times,
    inspection: { status: 'never' },
    ...(handle !== undefined && { handle }),
  };
}

/** Who may use it is not for a draft to say; no tool that was off is on by it, and no process shared. */
function renewed(previous: ServerDefinition, fields: Fields, now: number): ServerDefinition {
  const updatedAt = Math.max(now, previous.updatedAt + 1);
  const toolRules = joinedRules(previous.toolRules, fields.toolRules);
  const sharing = fields.sharing ?? previous.sharing;
  return {
    ...fields,
    ...identityOf(previous),
    ...(toolRules && { toolRules }),
    ...(sharing && { sharing }),
    scope: previous.scope,
    updatedAt,
  };
}

function withAllValues(
  server: ServerDefinition,
  { values = {}, valuesOf = {} }: BatchDraft,
  profileId: string,
  stage: SecretStage,
): Result<ServerDefinition, BatchRefusal> {
  let filled = withValues(server, values, profileId, stage);
  for (const [profile, own] of Object.entries(valuesOf)) {
    if (!filled.ok) return filled;
    filled = withValues(filled.value, own, profile, stage);
  }
  return filled;
}

function withValues(
  server: ServerDefinition,
  values: Readonly<Record<string, string>>,
  profileId: string,
  stage: SecretStage,
): Result<ServerDefinition, BatchRefusal> {
  let filled = server;
  for (const [variable, text] of Object.entries(values)) {
    const written = writeVariable(filled, { variable, profileId }, text, stage);
    if (!written.ok) return written;
    filled = { ...filled, variableValues: written.value };
  }
  return ok(filled);
}

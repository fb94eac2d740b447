import type {
  ServerDefinition,
  ServerDraftInput,
  ServerOrigin,
} from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretStore } from '../ports.ts';
import type { RegistryError } from './registry-error.ts';
import { storeDraft } from './secret-writer.ts';
import { identityOf, type ServerIdentity } from './server-identity.ts';
import { distinctTitle, freeName } from './slug.ts';
import { stageSecrets, withRealIds } from './staged-secrets.ts';
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
 * Checks every draft, gives new ones their names, and puts all secrets with one write. On failure
 * the vault holds what it held before.
 */
export async function writeBatch(
  drafts: readonly BatchDraft[],
  { servers, taken, secrets, now, profileId }: BatchSurroundings,
): Promise<Result<WrittenBatch, RegistryError>> {
  const staged = stageSecrets(secrets);
  const names = new Set(taken);
  const titled: { readonly title: string }[] = [...servers.values()];
  const written: BatchServer[] = [];
  for (const one of drafts) {
    const previous = one.replaces === undefined ? undefined : servers.get(one.replaces);
    if (one.replaces !== undefined && previous === undefined)
      return err({ code: 'NOT_FOUND', name: one.replaces });
    const options = { askLater: true, leavesSecretsOpen: one.leavesSecretsOpen };
    const stored = await storeDraft(one.draft, previous, options, staged);
    if (!stored.ok) return stored;
    const { fields } = stored.value;
    const server =
      previous === undefined
        ? newServer(fields, one.wishedName, names, titled, now)
        : renewed(previous, fields, now);
    const known = one.origin === undefined ? server : { ...server, origin: one.origin };
    const filled = await withAllValues(known, one, profileId, staged);
    if (!filled.ok) return filled;
    names.add(server.name);
    titled.push(server);
    written.push({ server: filled.value, ...(previous === undefined ? {} : { previous }) });
  }
  const ids = await staged.commit();
  if (!ids.ok) return ids;
  return ok({
    servers: written.map((one) => ({ ...one, server: withRealIds(one.server, ids.value) })),
    added: [...ids.value.values()],
  });
}

type Fields = Omit<ServerDefinition, keyof ServerIdentity | 'updatedAt'>;

function newServer(
  fields: Fields,
  wished: string | undefined,
  names: ReadonlySet<string>,
  titled: readonly { readonly title: string }[],
  now: number,
): ServerDefinition {
  const isFree = wished !== undefined && !names.has(wished);
  const name = isFree ? wished : freeName(fields.title, names);
  const title = isFree ? fields.title : distinctTitle(fields.title, name, titled);
  const times = { createdAt: now, updatedAt: now };
  return { ...fields, title, name, ...times, inspection: { status: 'never' } };
}

/** Who may use it is not for a draft to say. */
function renewed(previous: ServerDefinition, fields: Fields, now: number): ServerDefinition {
  const updatedAt = Math.max(now, previous.updatedAt + 1);
  return { ...fields, ...identityOf(previous), scope: previous.scope, updatedAt };
}

async function withAllValues(
  server: ServerDefinition,
  { values = {}, valuesOf = {} }: BatchDraft,
  profileId: string,
  secrets: SecretStore,
): Promise<Result<ServerDefinition, RegistryError>> {
  let filled = await withValues(server, values, profileId, secrets);
  for (const [profile, own] of Object.entries(valuesOf)) {
    if (!filled.ok) return filled;
    filled = await withValues(filled.value, own, profile, secrets);
  }
  return filled;
}

async function withValues(
  server: ServerDefinition,
  values: Readonly<Record<string, string>>,
  profileId: string,
  secrets: SecretStore,
): Promise<Result<ServerDefinition, RegistryError>> {
  let filled = server;
  for (const [variable, text] of Object.entries(values)) {
    const written = await writeVariable(filled, { variable, profileId }, text, secrets);
    if (!written.ok) return written;
    filled = { ...filled, variableValues: written.value.value };
  }
  return ok(filled);
}

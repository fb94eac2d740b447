import type {
  Inspection,
  LaunchPreview,
  Problem,
  ServerDefinition,
  ServerDraft,
  ServerDraftInput,
  StoredValue,
} from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { Clock, DocumentLoad, DocumentStore, Logger, Random, SecretStore } from '../ports.ts';
import { checkDraft } from './draft-check.ts';
import { launchPreview, needsConsent } from './launch-preview.ts';
import { storageFailed, vaultFailed } from './registry-error.ts';
import type { RegistryError } from './registry-error.ts';
import { readRecords, writeRecords } from './registry-file.ts';
import type { RegistryFile, RegistryRecord } from './registry-file.ts';
import { carryVariables, planValues, writeValues } from './secret-writer.ts';
import { secretIdsOf } from './server-values.ts';
import { freeName } from './slug.ts';

/** What the registry needs from outside. */
export interface ServerRegistryDeps {
  readonly store: DocumentStore<RegistryFile>;
  readonly secrets: SecretStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly random?: Random;
  readonly logger: Logger;
  /** Names no server may get, e.g. those of Patchbay's own endpoints. */
  readonly reservedNames?: readonly string[];
}

/** A change that is already on the disk. */
export type RegistryChange =
  | {
      readonly kind: 'saved';
      readonly cause: 'created' | 'updated' | 'enabled' | 'variables' | 'consent' | 'inspection';
      readonly server: ServerDefinition;
      /** Absent for a new server. */
      readonly previous?: ServerDefinition;
    }
  | { readonly kind: 'removed'; readonly server: ServerDefinition };

/** How loading went, and the records that could not be read (kept in the file, see `problems`). */
export interface RegistryLoad {
  readonly status: DocumentLoad<RegistryFile>['status'];
  /** Where a damaged file was set aside. */
  readonly damagedFile?: string;
  readonly problems: readonly Problem[];
}

/** What a draft would start or contact, and what keeps it from being saved. */
export interface DraftPreview {
  readonly preview: LaunchPreview | null;
  readonly problems: readonly Problem[];
}

/** A person's agreement that comes with a save. */
export interface SaveOptions {
  /** The `consent` of the launch preview the person agreed to. */
  readonly consent?: string;
  /** Save without agreement; the server then waits for it before it can start. For imports. */
  readonly askLater?: boolean;
}

type Saved = Promise<Result<ServerDefinition, RegistryError>>;

/**
 * The servers that exist. Every change is checked, then on the disk, and only then visible here
 * and told to listeners; a refused change leaves everything as it was. Changes run one at a time.
 */
export interface ServerRegistry {
  load(): Promise<RegistryLoad>;
  /** In the order of creation. */
  list(): readonly ServerDefinition[];
  get(name: string): ServerDefinition | undefined;
  /** Judges a draft without saving it; `name` is the server it would replace. */
  preview(draft: unknown, name?: string): DraftPreview;
  create(draft: ServerDraftInput, options?: SaveOptions): Saved;
  /** Replaces everything but name, creation time and the secrets the draft leaves out. */
  update(name: string, draft: ServerDraftInput, options?: SaveOptions): Saved;
  /** Answers with the ids of the secrets that went with the server. */
  remove(name: string): Promise<Result<{ readonly secretIds: readonly string[] }, RegistryError>>;
  setEnabled(name: string, enabled: boolean): Saved;
  /** Agrees to what the saved server starts. */
  giveConsent(name: string, consent: string): Saved;
  /** Sets one declared variable; a blank value clears it. */
  setVariable(name: string, variable: string, value: string): Saved;
  clearVariable(name: string, variable: string): Saved;
  /** For each declared variable, whether it has a value. */
  variableFlags(name: string): Result<Readonly<Record<string, boolean>>, RegistryError>;
  /**
   * Keeps what trying the server found; `updatedAt` stays. A repetition of the same finding is
   * shown at once but waits for the next save, so that a flapping server does not wear the disk.
   */
  recordInspection(name: string, inspection: Inspection): Saved;
  onChange(listener: (change: RegistryChange) => void): Disposable;
}

/** Creates the registry; it is empty until `load` has run. */
export function createServerRegistry(deps: ServerRegistryDeps): ServerRegistry {
  const queue = createSerialQueue();
  const listeners = new Set<(change: RegistryChange) => void>();
  let records: readonly RegistryRecord[] = [];
  let servers: ReadonlyMap<string, ServerDefinition> = new Map();

  const show = (next: readonly RegistryRecord[]): void => {
    records = next;
    servers = new Map(
      next.flatMap((record) =>
        record.kind === 'server' ? [[record.server.name, record.server] as const] : [],
      ),
    );
  };

  const tell = (change: RegistryChange): void => {
    for (const listener of [...listeners]) {
      try {
        listener(change);
      } catch (error) {
        deps.logger.error('a registry listener failed', { error: String(error) });
      }
    }
  };

  const later = (previous: ServerDefinition): number =>
    Math.max(deps.clock.now(), previous.updatedAt + 1);

  /** Saves the records, then shows and tells the change; undoes new secrets if that fails. */
  async function commit(
    next: readonly RegistryRecord[],
    change: RegistryChange,
    added: readonly string[],
  ): Promise<Result<void, RegistryError>> {
    const saved = await deps.store.save(writeRecords(next));
    if (!saved.ok) {
      await deps.secrets.remove(added);
      return err(storageFailed(saved.error));
    }
    show(next);
    tell(change);
    return ok(undefined);
  }

  async function replace(
    previous: ServerDefinition,
    server: ServerDefinition,
    cause: Extract<RegistryChange, { kind: 'saved' }>['cause'],
    added: readonly string[] = [],
  ): Saved {
    const change: RegistryChange = { kind: 'saved', cause, server, previous };
    const saved = await commit(withServer(records, server), change, added);
    if (!saved.ok) return saved;
    const kept = new Set(secretIdsOf(server));
    const dropped = secretIdsOf(previous).filter((id) => !kept.has(id));
    if (dropped.length > 0) await deps.secrets.remove(dropped);
    return ok(server);
  }

  /** Runs `change` on the present state of a server, after all changes asked for earlier. */
  const onServer = <T>(
    name: string,
    change: (server: ServerDefinition) => Promise<Result<T, RegistryError>>,
  ): Promise<Result<T, RegistryError>> =>
    queue.run(async () => {
      const server = servers.get(name);
      return server === undefined ? err({ code: 'NOT_FOUND', name }) : change(server);
    });

  /** The parts of a server that come from a draft, its secrets stored. */
  async function storeDraft(
    input: ServerDraftInput,
    previous: ServerDefinition | undefined,
    options: SaveOptions,
  ): Promise<Result<StoredDraft, RegistryError>> {
    const checked = checkDraft(input);
    if (!checked.ok) return err({ code: 'INVALID', problems: checked.error });
    const { draft } = checked.value;
    const plans = planValues(draft, previous);
    if (!plans.ok) return err({ code: 'INVALID', problems: plans.error });
    const preview = launchPreview(draft);
    const agreed = [options.consent, previous?.consent].find((one) => one === preview.consent);
    if (needsConsent(draft, agreed) && options.askLater !== true) {
      return err({ code: 'CONSENT_REQUIRED', preview });
    }
    const values = await writeValues(draft, plans.value, deps.secrets);
    if (!values.ok) return values;
    const variables = await carryVariables(draft, previous, deps.secrets);
    if (!variables.ok) {
      await deps.secrets.remove(values.value.added);
      return variables;
    }
    return ok({
      fields: {
        ...draft,
        ...values.value.value,
        variableValues: variables.value.value,
        ...(agreed === undefined ? {} : { consent: agreed }),
      },
      added: [...values.value.added, ...variables.value.added],
    });
  }

  const setValue = (name: string, variable: string, text: string): Saved =>
    onServer(name, async (server) => {
      const declared = server.variables.find((one) => one.name === variable);
      if (declared === undefined) return err({ code: 'UNKNOWN_VARIABLE', variable });
      const { [variable]: old, ...others } = server.variableValues;
      if (text.trim() === '') {
        if (old === undefined) return ok(server);
        const cleared = { ...server, variableValues: others, updatedAt: later(server) };
        return replace(server, cleared, 'variables');
      }
      let value: StoredValue = { kind: 'text', text };
      const added: string[] = [];
      if (declared.sensitive) {
        const put = await deps.secrets.put(text);
        if (!put.ok) return err(vaultFailed(put.error));
        value = { kind: 'secret', secretId: put.value };
        added.push(put.value);
      }
      const variableValues = { ...others, [variable]: value };
      return replace(
        server,
        { ...server, variableValues, updatedAt: later(server) },
        'variables',
        added,
      );
    });

  return {
    load: () =>
      queue.run(async () => {
        const load = await deps.store.load();
        const found =
          load.status === 'loaded' || load.status === 'restored' ? readRecords(load.value) : [];
        show(found);
        const problems = found.flatMap((one) => (one.kind === 'unreadable' ? [one.problem] : []));
        const damagedFile = 'damagedFile' in load ? { damagedFile: load.damagedFile } : {};
        return { status: load.status, ...damagedFile, problems };
      }),

    list: () => [...servers.values()],
    get: (name) => servers.get(name),

    preview(input, name) {
      const checked = checkDraft(input);
      if (!checked.ok) return { preview: null, problems: checked.error };
      const { draft, warnings } = checked.value;
      const plans = planValues(draft, name === undefined ? undefined : servers.get(name));
      const problems = plans.ok ? warnings : [...plans.error, ...warnings];
      return { preview: launchPreview(draft), problems };
    },

    create: (input, options = {}) =>
      queue.run(async () => {
        const stored = await storeDraft(input, undefined, options);
        if (!stored.ok) return stored;
        const taken = new Set([...namesIn(records), ...(deps.reservedNames ?? [])]);
        const now = deps.clock.now();
        const { fields, added } = stored.value;
        const server: ServerDefinition = {
          ...fields,
          name: freeName(fields.title, taken),
          createdAt: now,
          updatedAt: now,
          inspection: { status: 'never' },
        };
        const change: RegistryChange = { kind: 'saved', cause: 'created', server };
        const saved = await commit([...records, { kind: 'server', server }], change, added);
        return saved.ok ? ok(server) : saved;
      }),

    update: (name, input, options = {}) =>
      onServer(name, async (previous) => {
        const stored = await storeDraft(input, previous, options);
        if (!stored.ok) return stored;
        const { createdAt, inspection } = previous;
        const { fields, added } = stored.value;
        const server = { ...fields, name, createdAt, updatedAt: later(previous), inspection };
        return replace(previous, server, 'updated', added);
      }),

    remove: (name) =>
      onServer(name, async (server) => {
        const next = records.filter((one) => one.kind !== 'server' || one.server !== server);
        const saved = await commit(next, { kind: 'removed', server }, []);
        if (!saved.ok) return saved;
        const secretIds = secretIdsOf(server);
        if (secretIds.length > 0) await deps.secrets.remove(secretIds);
        return ok({ secretIds });
      }),

    setEnabled: (name, enabled) =>
      onServer(name, async (server) =>
        server.enabled === enabled
          ? ok(server)
          : replace(server, { ...server, enabled }, 'enabled'),
      ),

    giveConsent: (name, consent) =>
      onServer(name, async (server) => {
        const preview = launchPreview(server);
        if (preview.consent !== consent) return err({ code: 'CONSENT_REQUIRED', preview });
        if (server.consent === consent) return ok(server);
        return replace(server, { ...server, consent }, 'consent');
      }),

    setVariable: setValue,
    clearVariable: (name, variable) => setValue(name, variable, ''),

    variableFlags(name) {
      const server = servers.get(name);
      if (server === undefined) return err({ code: 'NOT_FOUND', name });
      const isSet = (value: StoredValue | undefined): boolean =>
        value?.kind === 'secret' ? deps.secrets.has(value.secretId) : value !== undefined;
      return ok(
        Object.fromEntries(
          server.variables.map((one) => [one.name, isSet(server.variableValues[one.name])]),
        ),
      );
    },

    recordInspection: (name, inspection) =>
      onServer(name, async (previous) => {
        const server = { ...previous, inspection };
        if (!isSameFinding(previous.inspection, inspection)) {
          return replace(previous, server, 'inspection');
        }
        show(withServer(records, server));
        tell({ kind: 'saved', cause: 'inspection', server, previous });
        return ok(server);
      }),

    onChange(listener) {
      const own = (change: RegistryChange): void => listener(change);
      listeners.add(own);
      return { [Symbol.dispose]: () => void listeners.delete(own) };
    },
  };
}

interface StoredDraft {
  readonly fields: Omit<ServerDraft, 'transport' | 'auth'> &
    Pick<ServerDefinition, 'transport' | 'auth' | 'variableValues' | 'consent'>;
  readonly added: readonly string[];
}

function withServer(
  records: readonly RegistryRecord[],
  server: ServerDefinition,
): readonly RegistryRecord[] {
  return records.map((record) =>
    record.kind === 'server' && record.server.name === server.name
      ? { kind: 'server', server }
      : record,
  );
}

/** Names in use; an unreadable record keeps its name too, it may become readable again. */
function namesIn(records: readonly RegistryRecord[]): readonly string[] {
  return records.flatMap((record) => {
    if (record.kind === 'server') return [record.server.name];
    const { raw } = record;
    const name: unknown =
      typeof raw === 'object' && raw !== null && 'name' in raw ? raw.name : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

function isSameFinding(before: Inspection, after: Inspection): boolean {
  if (before.status === 'failed' && after.status === 'failed') {
    return before.failure.code === after.failure.code;
  }
  return before.status === after.status;
}

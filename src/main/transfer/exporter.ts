import type { ExportResult } from '../../shared/domain/moving.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SecretStore } from '../kernel/secret-store.ts';
import type { RegistryError } from '../registry/registry-error.ts';
import { labelSecrets, revealSecrets } from './collect-secrets.ts';
import { writeExport } from './export-file.ts';
import { keptServer } from './home-contents.ts';
import type { HomeContents } from './home-contents.ts';

/** Asks a person where to, then writes a text there; false when they cancelled. */
export type SaveText = (
  suggestedName: string,
  text: string,
) => Promise<Result<boolean, { readonly reason: string; readonly detail: string }>>;

/** Why nothing was exported. */
export type ExportError =
  | Extract<RegistryError, { code: 'VAULT_FAILED' }>
  | { readonly code: 'STORAGE_FAILED'; readonly reason: string; readonly detail: string };

/** Writes servers and profiles to one file. */
export interface Exporter {
  /** With a passphrase, secrets are in it too, encrypted; it is used once and kept nowhere. */
  export(passphrase: string | null): Promise<Result<ExportResult, ExportError>>;
}

/** What exporting needs from outside. */
export interface ExporterDeps {
  readonly contents: () => HomeContents;
  readonly secrets: Pick<SecretStore, 'reveal' | 'usesOf'>;
  readonly saveText: SaveText;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly clock: Pick<Clock, 'now'>;
}

/** Creates it; nothing is read before it is asked. */
export function createExporter(deps: ExporterDeps): Exporter {
  // One at a time: each takes a good deal of memory for its key.
  const queue = createSerialQueue();
  return {
    export: (passphrase) =>
      queue.run(async () => {
        const { profiles, servers } = deps.contents();
        const labelled = labelSecrets(withoutTooManyIcons(servers.map(keptServer)));
        const revealed =
          passphrase === null ? undefined : await revealSecrets(labelled.secrets, deps.secrets);
        if (revealed?.ok === false) return revealed;
        const savedAt = deps.clock.now();
        const contents = { profiles, servers: [...labelled.servers] };
        const text = await writeExport(
          { contents, savedAt },
          passphrase === null || revealed === undefined
            ? undefined
            : { values: revealed.value.values, passphrase },
          deps.randomBytes,
        );
        const saved = await deps.saveText(fileName(savedAt), text);
        if (!saved.ok) return err({ code: 'STORAGE_FAILED', ...saved.error });
        return ok({
          isSaved: saved.value,
          servers: servers.length,
          profiles: profiles.profiles.length,
          sealed: revealed?.value.values.size ?? 0,
          missing: revealed?.value.missing ?? 0,
        });
      }),
  };
}

/** A file that is larger cannot be read again; half of it is room for everything else. */
const maxServersLength = 5 * 1024 * 1024;

/** Pictures are all that can make a file too large, and servers do without. */
function withoutTooManyIcons(servers: readonly ServerDefinition[]): readonly ServerDefinition[] {
  if (JSON.stringify(servers).length <= maxServersLength) return servers;
  return servers.map(({ icon: _, ...server }) => server);
}

const fileName = (at: number): string => `patchbay-${new Date(at).toISOString().slice(0, 10)}.json`;

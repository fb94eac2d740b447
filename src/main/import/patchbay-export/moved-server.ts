import type { KeptProfile } from '../../../shared/domain/profile.ts';
import type { ServerDefinition } from '../../../shared/domain/server.ts';
import type { ExportFile, SecretValues } from '../../transfer/export-file.ts';

/** A whole home that was read from an exported file. */
export interface MovedHome {
  readonly file: ExportFile;
  /** Absent while they are locked, or when they were left out. */
  readonly secrets?: SecretValues;
}

/** One server of it. */
export interface MovedServer {
  readonly definition: ServerDefinition;
  /** The profiles of its file. */
  readonly profiles: readonly KeptProfile[];
  /** Profiles of the file that made a choice about it, by id. */
  readonly choices: Readonly<Record<string, boolean>>;
  readonly secrets: SecretValues;
}

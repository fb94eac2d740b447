import type { MovedHomes } from '../import/importer-deps.ts';
import type { Backups } from './backups.ts';
import type { Exporter } from './exporter.ts';
import type { Restorer } from './restorer.ts';

/** Export, import and backups of everything a person has set up. */
export interface Moving {
  readonly exporter: Exporter;
  readonly backups: Backups;
  readonly restorer: Restorer;
  readonly homes: MovedHomes;
}

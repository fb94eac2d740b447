import type { DocumentFs } from './document-store-fs.ts';
import type { DocumentFormat, Migrations } from './document-store-read.ts';

/** How to open a document. */
export interface DocumentStoreOptions<T> extends DocumentFormat<T> {
  /** Absolute path of the file; its folder is created, for its owner only, by the first save. */
  readonly path: string;
  readonly migrations: Migrations;
  /** What a missing file loads as; without it, a missing file is reported as `absent`. */
  readonly empty?: T;
  /** Saves are refused with `LOCKED` while this says that another process owns the folder. */
  readonly lock?: { isHeld(): Promise<boolean> };
  readonly fs?: DocumentFs;
  /** Epoch milliseconds, for the names of files set aside. */
  readonly now?: () => number;
  /** How long an editor that writes in place may take from emptying the file to filling it, ms. */
  readonly editorMs?: number | undefined;
}

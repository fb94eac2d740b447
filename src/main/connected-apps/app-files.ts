import type { Result } from '../../shared/util/result.ts';
import type { AppFileRefusalCode } from '../../shared/domain/connected-app.ts';

/** Why a file of an app was not read or written; it is as it was. */
export interface AppFileError {
  readonly code: AppFileRefusalCode;
  readonly detail: string;
}

/** A file of an app at one moment. */
export interface AppFile {
  /** Every byte of it; null when there is none. */
  readonly bytes: Uint8Array | null;
  /** The file a symbolic link leads to; null when it is none. */
  readonly linkTarget: string | null;
}

/** A file is written only where it is still what was read. */
export type ReplaceError = AppFileError | { readonly code: 'CHANGED'; readonly detail: string };

/** Reads and writes other apps' files, whole or not at all. */
export interface AppFiles {
  /** Whether something is at this place. */
  exists(place: string): Promise<boolean>;
  /** The names in a folder; none where it is missing. */
  names(folder: string): Promise<readonly string[]>;
  read(place: string): Promise<Result<AppFile, AppFileError>>;
  /**
   * Puts `next` in the place of `before`; null stands for no file. Whoever reads it meanwhile finds
   * one of the two, mode, owner and link stay, and what somebody else wrote since is never replaced.
   * With `locks`, the app's own lock is held meanwhile.
   */
  replace(
    place: string,
    before: Uint8Array | null,
    next: Uint8Array | null,
    options: { readonly locks: boolean },
  ): Promise<Result<void, ReplaceError>>;
  /** Copies bytes into the folder of an app's backups; answers with the copy's place. */
  backUp(appId: string, name: string, bytes: Uint8Array): Promise<Result<string, AppFileError>>;
  /** A copy's bytes; undefined when it is gone. */
  readBackup(place: string): Promise<Uint8Array | undefined>;
  /** Where the copies of an app lie. */
  backupFolder(appId: string): string;
  /** SHA-256 in hexadecimal. */
  hash(bytes: Uint8Array): string;
}

import type { ImportProblemCode } from '../../shared/domain/import.ts';
import type { Result } from '../../shared/util/result.ts';
import type { BundleOrigin } from './find.ts';

/** Why a file was not read; each code has words of its own in the window. */
export type FileRefusal = Exclude<Extract<ImportProblemCode, `FILE_${string}`>, 'FILE_GONE'>;

/** What came of reading a settings file. */
export type FileReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'text'; readonly text: string; readonly isLink: boolean }
  | { readonly kind: 'refused'; readonly code: FileRefusal; readonly detail: string };

/** Reads other apps' files and never writes one. */
export interface SettingsFiles {
  /** The whole text of one moment, or nothing of it. */
  read(path: string, signal?: AbortSignal): Promise<FileReading>;
  /** Names in a folder in order, at most 1,000; empty when there is no such folder. */
  names(folder: string): Promise<readonly string[]>;
  /** What a path a person chose leads to. */
  kindOf(path: string): Promise<'file' | 'folder' | 'absent'>;
}

/** Why a bundle is refused. */
export interface BundleRefusal {
  readonly code: Exclude<
    Extract<ImportProblemCode, `BUNDLE_${string}`>,
    'BUNDLE_MANIFEST' | 'BUNDLE_OTHER_SYSTEM'
  >;
  readonly detail: string;
}

/** A bundle before it is unpacked. */
export interface BundleContent {
  /** Text of its `manifest.json`. */
  readonly manifest: string;
  readonly origin: BundleOrigin;
}

/** Opens bundles: archives that hold a whole server. */
export interface Bundles {
  /** Checks every entry and reads the manifest; unpacks nothing. */
  open(file: string, signal?: AbortSignal): Promise<Result<BundleContent, BundleRefusal>>;
  /** Unpacks all of it or nothing; a bundle that is unpacked already stays as it is. */
  unpack(origin: BundleOrigin): Promise<Result<void, BundleRefusal>>;
  /** Removes unpacked bundles whose folder is not in use. */
  prune(isInUse: (folder: string) => boolean): Promise<void>;
}

import type { Result } from '../../shared/util/result.ts';
import type { AppFileError } from './app-files.ts';
import type { BundleContent } from './bundle-content.ts';

/** Programs of other apps on this computer. */
export interface AppPrograms {
  /** The file of a program on the person's PATH; undefined when it is not there. */
  find(program: string): Promise<string | undefined>;
  /**
   * Runs it to its end in the person's folder, without a shell and with nobody to ask; what it prints
   * may hold values of the person and is thrown away. `env` says where its file is. `COMMAND_FAILED`
   * says how it ended.
   */
  run(
    file: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<Result<void, AppFileError>>;
}

/** Bundles that an app installs itself. */
export interface AppBundles {
  /** Where the bundle for an app lies once it is made. */
  place(appId: string): string;
  /** Makes it, in the place of an older one. */
  make(appId: string, content: BundleContent): Promise<Result<void, AppFileError>>;
  /** Hands it to the program that opens bundles here; `BUNDLE_REFUSED` where none does. */
  open(appId: string): Promise<Result<void, AppFileError>>;
  /** Removes it; one that is not there is fine. */
  drop(appId: string): Promise<void>;
}

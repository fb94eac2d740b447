import type { NextStep } from '../../shared/domain/connected-app.ts';
import type { RootPath } from '../config-formats/chosen-roots.ts';
import type { Flavour } from '../config-formats/find-servers.ts';
import type { JsonDialect } from '../config-formats/json-dialect.ts';
import type { ConfigFormat } from '../config-formats/read-config.ts';

/** A system whose apps keep their settings in places of their own. */
export type System = 'darwin' | 'win32' | 'linux';

/**
 * Where an app keeps the servers a person gave it. Paths begin with `~`, a variable such as
 * `%APPDATA%` or `$CODEX_HOME`, always with `/` between folders; `*` stands for any name in the
 * last folder, and within the name of a folder for what a shop adds to it. A path whose variable is not set does not exist.
 */
export interface ImportSource {
  readonly id: string;
  /** The app's own name, the same in every language. */
  readonly title: string;
  /** The only parts of its files that list servers or describe the values they ask for. */
  readonly roots: readonly RootPath[];
  /** Whose conventions its files follow, where they do not tell by themselves. */
  readonly flavour?: Flavour;
  /** Files of the person; of those in one inner list only the first that exists counts. */
  readonly user: Readonly<Record<System, readonly (string | readonly string[])[]>>;
  /** Files in the folder of a project, relative to it. */
  readonly project: readonly string[];
  /** How Patchbay is put into its file; absent where its servers are only read. */
  readonly connect?: ConnectWay;
}

/** A template of an entry: `$command`, `$args` and `$argv` (both in one list) are filled in. */
export type EntryTemplate = Readonly<
  Record<string, string | number | boolean | Readonly<Record<string, never>>>
>;

/**
 * An app's own command line for its servers, at the person's own file. Words that begin with `$` are
 * filled in: `$name` of our entry, `$command` and `$args` of the bridge.
 */
export interface OwnCommand {
  /** Its name on the PATH. */
  readonly program: string;
  /** The variables that lead it to its file. */
  readonly variables: readonly string[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** The app knows its file better than we do, so that this is what is suggested. */
  readonly isBetter?: true;
}

/** How Patchbay becomes a server of an app. */
export interface ConnectWay {
  /** By an entry in the app's file, or by hand where it keeps its servers out of reach. */
  readonly by: 'file' | 'hand';
  /** Keys that lead to the block of servers. */
  readonly at: readonly string[];
  /** A map of names, or a list of blocks that have a `name`. */
  readonly in: 'map' | 'list';
  readonly entry: EntryTemplate;
  /** What the person does in the app afterwards. */
  readonly next: NextStep;
  /** What of JSON the app reads, where that is less than comments and trailing commas. */
  readonly json?: Exclude<JsonDialect, 'with-both'>;
  /** The app wants more in that file than servers, so it is not made where it is missing. */
  readonly needsFile?: true;
  /** The command line with which the app writes its file itself. */
  readonly command?: OwnCommand;
  /** The app installs bundles (`.mcpb`). */
  readonly takesBundles?: true;
  /** The app takes a folder beside its file as a lock while it writes. */
  readonly locks?: true;
  /** What shows that the app is here, where the folder of its file does not. */
  readonly signs?: readonly string[];
}

/** The language of a settings file, by its name; JSON with comments unless it says otherwise. */
export function formatOf(path: string): ConfigFormat {
  if (/\.toml$/i.test(path)) return 'toml';
  return /\.ya?ml$/i.test(path) ? 'yaml' : 'json';
}

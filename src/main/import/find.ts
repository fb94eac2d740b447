import type { Problem } from '../../shared/domain/server.ts';
import type { MovedHome, MovedServer } from './patchbay-export/moved-server.ts';
import type { FinishedServer } from '../config-formats/finish-server.ts';

/** A bundle that a server comes out of, and the folder it will be unpacked to. */
export interface BundleOrigin {
  readonly file: string;
  readonly folder: string;
  /** SHA-256 of the file when it was read, lower-case hex. */
  readonly fingerprint: string;
}

/** One server as a source has it; `reading` says what of it can be saved. */
export interface FoundServer {
  /** Dotted path in the file, e.g. `mcpServers.github`; empty when there is none. */
  readonly path: string;
  /** The name the source gives it. */
  readonly name?: string;
  readonly reading: FinishedServer;
  /** Values the source gives to variables of the draft, by name. */
  readonly values?: Readonly<Record<string, string>>;
  readonly bundle?: BundleOrigin;
  /** What else a file of Patchbay's own says about it. */
  readonly moved?: MovedServer;
}

/** Where something was found. */
export interface Origin {
  /** The id of an {@link ImportSource}, or how else it came here. */
  readonly sourceId: string;
  /** The app's name; empty for what is no app's. */
  readonly title: string;
  /** The file, or the link; empty for a text. */
  readonly place: string;
  /** Whether the file was reached through a symbolic link. */
  readonly isLink: boolean;
}

/** What was read from one file, text, link or bundle. */
export interface Find extends Origin {
  readonly servers: readonly FoundServer[];
  /** What is wrong with the whole of it; with an error no server of it is offered. */
  readonly problems: readonly Problem[];
  /** The whole home of a file of Patchbay's own. */
  readonly moved?: MovedHome;
}

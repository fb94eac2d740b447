import type { Failure } from '../../shared/domain/failure.ts';

/** How a server's program would be started, as far as it is no secret. */
export interface ProgramLaunch {
  readonly command: string;
  /** Absent: the home folder. */
  readonly cwd?: string;
  /** The server's own PATH, when its settings have one. */
  readonly ownPath?: string;
}

/** Where a command was found, or why it was not. */
export type Sought =
  | { readonly status: 'found'; readonly file: string }
  | { readonly status: 'not-found' }
  | { readonly status: 'not-executable'; readonly file: string };

/** What the doctor asks of the world; it starts no server. Nothing here rejects. */
export interface DoctorPorts {
  readonly platform: NodeJS.Platform;
  /** `undefined` for a server that is not there, `no-program` for one that is reached otherwise. */
  launchOf(name: string): ProgramLaunch | 'no-program' | undefined;
  /** Why the server last failed. */
  lastFailure(name: string): Failure | undefined;
  /** The person's PATH, found anew, and whether their shell was asked for it. */
  userPath(): Promise<{ readonly path: string; readonly source: 'login-shell' | 'inherited' }>;
  find(command: string, path: string, cwd: string | undefined): Promise<Sought>;
  isFolder(path: string): Promise<boolean>;
  /** The first line of a file with its line end; `undefined` when it is no text or too long. */
  firstLine(file: string): Promise<string | undefined>;
  /** What `<file> --version` says in its first line; `undefined` when not within a moment. */
  versionOf(file: string): Promise<string | undefined>;
}

import type { ChildProcess, SpawnOptions } from 'node:child_process';
import type { SessionOutcome } from '../../sessions/session.ts';
import type { StartedChildren } from '../orphans/child-roster.ts';
import type { ListProcesses } from '../processes/process-tree-rows.ts';
import type { StdioLaunch } from './spawn-plan.ts';
import type { StderrLimits } from './stderr-ring.ts';
import type { StopGraceMs } from './stop-tree.ts';

const MEBIBYTE = 1024 * 1024;

/** How much may wait for a server that does not read, unless an option says otherwise. */
export const defaultMaxQueuedBytes = 64 * MEBIBYTE;

/** Patience while closing, unless an option says otherwise. */
export const defaultGraceMs: StopGraceMs = { stdinEnd: 2_000, term: 2_000 };

/** What is kept of stderr, unless an option says otherwise. */
export const defaultStderrLimits: StderrLimits = {
  maxLines: 200,
  maxLineBytes: 8 * 1024,
  maxTotalBytes: 256 * 1024,
};

/** Starts a child; the signature of node's own `spawn`. */
export type SpawnChild = (
  file: string,
  args: readonly string[],
  options: SpawnOptions,
) => ChildProcess;

/** How to run a server. Only `launch` is required. */
export interface StdioTransportOptions {
  readonly launch: StdioLaunch;
  /** Variables set besides the inherited ones; the launch's own win. */
  readonly envExtras?: Readonly<Record<string, string>>;
  /** The PATH to search and to pass on when the launch sets none; default: that of this process. */
  readonly findPath?: () => Promise<string>;
  /** The environment of now, to pass on the harmless part of it; default: that of this process. */
  readonly variables?: () => Readonly<Record<string, string | undefined>>;
  /** A longer line on stdout ends the session. Default 32 MiB. */
  readonly maxMessageBytes?: number;
  /** `send` rejects when more than this waits for a server that does not read. Default 64 MiB. */
  readonly maxQueuedBytes?: number;
  /** How many stderr lines are kept for the outcome. Default 200, each of at most 8 KiB. */
  readonly stderrRingLines?: number;
  /** Patience while closing. Default 2 s after closing stdin and 2 s after SIGTERM. */
  readonly graceMs?: StopGraceMs;
  /** Takes secrets out of stderr lines and stdout samples before anybody sees them. */
  readonly redact?: (text: string) => string;
  readonly onStderr?: (line: string) => void;
  /** Told at the 1st, 10th, 100th, ... stdout line that is not MCP. */
  readonly onGarbage?: (count: number, sample: string) => void;
  /** Told of the lines on stdout so far that are not MCP, the first twenty of them. */
  readonly onPrinted?: (lines: readonly string[]) => void;
  /** How it ended; told once, before `onclose`, and never after `close()` was called. */
  readonly onOutcome?: (outcome: SessionOutcome) => void;
  /** Told when a program would not end, not even by force. */
  readonly onLeft?: () => void;
  /** Share one lister between transports to stop many of them cheaply. */
  readonly listProcesses?: ListProcesses;
  /** Told before the child starts, when it has, and when its whole tree has ended. */
  readonly roster?: StartedChildren;
  readonly spawn?: SpawnChild;
}

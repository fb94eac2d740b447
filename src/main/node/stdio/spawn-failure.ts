import type { SessionOutcome } from '../../sessions/session.ts';

/** The outcome of a child that never ran. */
export type SpawnFailed = Extract<SessionOutcome, { kind: 'spawn-failed' }>;

/** The system codes that speak of a machine that has run out of something. */
const RESOURCE_CODES = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM', 'ENOSPC']);

/** What is known when spawning fails. */
export interface SpawnContext {
  readonly command: string;
  readonly cwd?: string;
  readonly searchedPath: string;
}

/** The system code of an error (`ENOENT`, ...) if it has one. */
export function errnoOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Names why spawn refused a command that had been looked up before: the file was there and
 * executable and the folder existed, so ENOENT can only mean the program that should interpret it.
 */
export function spawnRefusal(error: unknown, context: SpawnContext): SpawnFailed {
  const errno = errnoOf(error);
  return { kind: 'spawn-failed', reason: refusalReason(errno), ...context, errno };
}

function refusalReason(errno: string | undefined): SpawnFailed['reason'] {
  if (errno === undefined) return 'other';
  if (RESOURCE_CODES.has(errno)) return 'resources';
  if (errno === 'ENOENT') return 'interpreter-missing';
  if (errno === 'EACCES' || errno === 'EPERM') return 'not-executable';
  return errno === 'ENOTDIR' ? 'cwd-missing' : 'other';
}

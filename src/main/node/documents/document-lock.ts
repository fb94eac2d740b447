import { randomBytes } from 'node:crypto';
import { readFileSync, unlinkSync } from 'node:fs';
import { uptime } from 'node:os';
import { dirname } from 'node:path';

import { z } from 'zod';

import type { DocumentLock, DocumentLockError } from '../../documents/locks.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { keepAs, removeIfThere, writeWhole } from './document-store-files.ts';
import { systemDocumentFs } from './document-store-fs.ts';
import { systemCodeOf } from './system-code.ts';
import type { DocumentFs } from './document-store-fs.ts';
import { systemStartMarks } from '../orphans/start-mark.ts';
import { createProcessLister } from '../processes/process-tree-rows.ts';
import { createSameProcess } from './same-process.ts';
import type { LockOwner } from './same-process.ts';

const ownerSchema = z.object({
  pid: z.number().int().positive(),
  /** Start of the process in the system's own unit; tells apart processes with the same id. */
  startMark: z.string().nullable(),
  /** When the lock was taken, epoch ms. */
  takenAt: z.number(),
  token: z.string(),
});
type Owner = z.infer<typeof ownerSchema>;

/** What the lock asks the system about processes. */
export interface ProcessTable {
  isAlive(pid: number): boolean;
  /** A text that tells this process from any other that has had the same id. */
  readonly ownMark: string;
  /** Whether the process of that id is the one of that mark; null when nobody can tell. */
  isSame(owner: LockOwner): Promise<boolean | null>;
  /** When the computer started, epoch ms. */
  bootedAt(): number;
}

// Clocks are set now and then; only a clear difference shows that the computer started anew.
const bootToleranceMs = 60_000;
const maxTakeovers = 10;

/**
 * Takes the lock at `path`, so that only one process writes to its folder. A lock whose process is
 * gone (also one whose id was given to another process since) is taken over. Two processes that
 * take over at the same moment may both believe they won; `isHeld` settles it.
 */
export async function acquireDocumentLock(
  path: string,
  options: { readonly fs?: DocumentFs; readonly processes?: ProcessTable } = {},
): Promise<Result<DocumentLock, DocumentLockError>> {
  const { fs = systemDocumentFs, processes = systemProcesses } = options;
  const token = randomBytes(16).toString('hex');
  const mine: Owner = {
    pid: process.pid,
    startMark: processes.ownMark,
    takenAt: Date.now(),
    token,
  };
  const draft = `${path}.${token}`;
  try {
    await fs.makeFolder(dirname(path));
    await writeWhole(fs, draft, Buffer.from(JSON.stringify(mine), 'utf8'));
    for (let attempt = 0; attempt < maxTakeovers; attempt += 1) {
      if (await tryToPlace(fs, draft, path)) return ok(lockAt(fs, path, token));
      const owner = await readOwner(fs, path);
      if (owner !== undefined && (await isRunning(owner, processes))) {
        return err({ code: 'IN_USE', pid: owner.pid });
      }
      await moveAway(fs, path, owner, `${path}.${token}-stale`);
    }
    return err({ code: 'FAILED', detail: 'the lock keeps changing hands' });
  } catch (error) {
    return err({ code: 'FAILED', detail: systemCodeOf(error) });
  } finally {
    await removeIfThere(fs, draft).catch(() => undefined);
  }
}

/** Whether nobody living holds the lock at `path`; writes nothing. */
export async function isDocumentLockFree(path: string): Promise<boolean> {
  const owner = await readOwner(systemDocumentFs, path);
  return owner === undefined || !(await isRunning(owner, systemProcesses));
}

/** Gives the finished lock file its name in one step, unless another has it. */
async function tryToPlace(fs: DocumentFs, draft: string, path: string): Promise<boolean> {
  try {
    await keepAs(fs, draft, path);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function readOwner(fs: DocumentFs, path: string): Promise<Owner | undefined> {
  try {
    return ownerIn((await fs.read(path)).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Throws at what is no JSON. */
function ownerIn(text: string): Owner | undefined {
  return ownerSchema.safeParse(JSON.parse(text)).data;
}

async function isRunning(owner: Owner, processes: ProcessTable): Promise<boolean> {
  if (owner.takenAt < processes.bootedAt() - bootToleranceMs) return false;
  if (!processes.isAlive(owner.pid)) return false;
  return (await processes.isSame(owner)) !== false;
}

/** Removes a dead process's lock, but not one that took its place a moment ago. */
async function moveAway(
  fs: DocumentFs,
  path: string,
  stale: Owner | undefined,
  aside: string,
): Promise<void> {
  try {
    await fs.rename(path, aside);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = await readOwner(fs, aside);
  if (moved?.token !== stale?.token) await tryToPlace(fs, aside, path);
  await removeIfThere(fs, aside);
}

function lockAt(fs: DocumentFs, path: string, token: string): DocumentLock {
  const isHeld = async (): Promise<boolean> => (await readOwner(fs, path))?.token === token;
  return {
    isHeld,
    async release() {
      if (await isHeld()) await removeIfThere(fs, path);
    },
    releaseNow: () => removeNow(path, token),
  };
}

function removeNow(path: string, token: string): void {
  try {
    if (ownerIn(readFileSync(path, 'utf8'))?.token === token) unlinkSync(path);
  } catch {
    // A lock that stays is known by its dead owner.
  }
}

/** The processes of this computer. */
export const systemProcesses: ProcessTable = {
  isAlive(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      // The process of another person cannot be signalled, but it is there.
      return systemCodeOf(error) === 'EPERM';
    }
  },
  ownMark: systemStartMarks().own,
  isSame: createSameProcess(createProcessLister()),
  bootedAt: () => Date.now() - uptime() * 1000,
};

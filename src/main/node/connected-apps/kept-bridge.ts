import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Logger } from '../../kernel/logger.ts';
import { moveInto, removeIfThere, writeWhole } from '../documents/document-store-files.ts';
import { systemDocumentFs } from '../documents/document-store-fs.ts';

/** A bridge that is gone when Patchbay ends, and where a copy of it stays. */
export interface KeptBridge {
  readonly from: string;
  readonly to: string;
}

/**
 * Sees to it that the copy is the same program as the one at `from`. It is replaced as a whole, so
 * that an app can start it at any moment, and one that runs goes on as it was. On failure the former
 * copy stays, and that is logged.
 */
export async function keepBridge(
  { from, to }: KeptBridge,
  logger: Pick<Logger, 'warn'>,
): Promise<void> {
  try {
    const program = await fs.readFile(from);
    if (await isSame(to, program)) return;
    const folder = dirname(to);
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = join(folder, '.patchbay-bridge.tmp');
    // What a copy that was cut off has left.
    await removeIfThere(systemDocumentFs, draft);
    await writeWhole(systemDocumentFs, draft, program);
    await fs.chmod(draft, 0o700);
    await moveInto(systemDocumentFs, draft, to);
  } catch (error) {
    logger.warn('the bridge for apps was not copied', { error: String(error) });
  }
}

async function isSame(path: string, program: Uint8Array): Promise<boolean> {
  try {
    const stats = await fs.lstat(path);
    const isProgram = stats.isFile() && (stats.mode & 0o100) !== 0;
    return isProgram && (await fs.readFile(path)).equals(program);
  } catch {
    return false;
  }
}

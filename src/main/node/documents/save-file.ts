import { basename, dirname, join } from 'node:path';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { moveInto, writeWhole } from './document-store-files.ts';
import { systemDocumentFs } from './document-store-fs.ts';
import { systemCodeOf } from './system-code.ts';

/**
 * Writes a text to a place a person chose, readable by its owner only: the whole of it or nothing,
 * and never through a link. What was there before stays until the new file is complete.
 */
export async function saveFile(
  path: string,
  text: string,
): Promise<Result<void, { readonly reason: string; readonly detail: string }>> {
  const fs = systemDocumentFs;
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await writeWhole(fs, temporary, Buffer.from(text, 'utf8'));
    await moveInto(fs, temporary, path);
    return ok(undefined);
  } catch (error) {
    return err({ reason: systemCodeOf(error), detail: String(error) });
  }
}

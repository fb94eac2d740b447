import { setTimeout as delay } from 'node:timers/promises';

import { isUnwritten } from './document-store-fs.ts';
import type { DocumentFs } from './document-store-fs.ts';
import { readGeneration } from './document-store-read.ts';
import type { DocumentFormat, Generation } from './document-store-read.ts';

/** Longer than an editor needs to write such a file; a person who broke it waits for this only once. */
const usualMs = 250;
const everyMs = 25;

/**
 * Reads an editable document that may be in the middle of being written: an editor that saves in
 * place empties the file first. What cannot be read and was changed since `known` is looked at again,
 * until it can be, or until it has stayed the same for `editorMs`. Answers with what it turned out to
 * be and with the stamp the file had just before that was read.
 */
export async function readSettled<T>(
  fs: DocumentFs,
  path: string,
  known: string | undefined,
  format: DocumentFormat<T> & { readonly editorMs?: number | undefined },
): Promise<readonly [Generation<T>, string | undefined]> {
  const { editorMs = usualMs } = format;
  const look = () => fs.stampOf(path).catch(() => 'unknown');
  let stamp = await look();
  let generation = await readGeneration(fs, path, format);
  if (format.isEditable !== true || isUnwritten(stamp, known)) return [generation, stamp];
  for (let waitedMs = 0; generation.kind === 'damaged' && waitedMs < editorMs;) {
    await delay(everyMs);
    const now = await look();
    waitedMs = isUnwritten(now, stamp) ? waitedMs + everyMs : 0;
    if (waitedMs > 0) continue;
    stamp = now;
    generation = await readGeneration(fs, path, format);
  }
  return [generation, stamp];
}

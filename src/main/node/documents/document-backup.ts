import { readGeneration } from './document-store-read.ts';
import type { DocumentFormat, Generation } from './document-store-read.ts';
import type { DocumentFs } from './document-store-fs.ts';

/** What earlier generations of a document are good for. */
export type FoundBackup<T> =
  /** The newest of them that can be used. */
  | { readonly kind: 'good'; readonly generation: Extract<Generation<T>, { kind: 'good' }> }
  /** One that may be good, but not for this program or not now: nothing may be put in its place. */
  | {
      readonly kind: 'refused';
      readonly generation: Extract<Generation<T>, { kind: 'too-new' | 'unreadable' }>;
    }
  | { readonly kind: 'none'; readonly isAnyDamaged: boolean };

/** Looks through backups, the newest first, until one decides; changes nothing. */
export async function findBackup<T>(
  fs: DocumentFs,
  backups: readonly string[],
  format: DocumentFormat<T>,
): Promise<FoundBackup<T>> {
  let isAnyDamaged = false;
  for (const backup of backups) {
    const generation = await readGeneration(fs, backup, format);
    switch (generation.kind) {
      case 'good':
        return { kind: 'good', generation };
      case 'too-new':
      case 'unreadable':
        return { kind: 'refused', generation };
      case 'damaged':
        isAnyDamaged = true;
        break;
      case 'absent':
        break;
    }
  }
  return { kind: 'none', isAnyDamaged };
}

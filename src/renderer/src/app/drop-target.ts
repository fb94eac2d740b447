import type { ImportFind } from '../../../shared/domain/import.ts';

/** The largest file whose text the add box takes, bytes. */
export const maxPasteBytes = 1_048_576;

/** What is more than a paste, however little is in it. */
const wholeSources: ReadonlySet<string> = new Set(['bundle', 'patchbay']);

/**
 * Where a dropped file goes: one file that holds at most one server is like a paste and fills the add
 * box; several servers, a bundle, a file of Patchbay's own, a folder and what may not be read go to
 * the import plan, and so does everything while a plan is looked at.
 */
export function dropTarget(
  paths: readonly string[],
  finds: readonly ImportFind[],
  { bytes, hasPlan }: { readonly bytes: number; readonly hasPlan: boolean },
): 'add' | 'import' {
  if (hasPlan) return 'import';
  const [path] = paths;
  const [find] = finds;
  if (path === undefined || paths.length > 1) return 'import';
  if (find === undefined || finds.length > 1 || find.place !== path) return 'import';
  const isRefused = find.problems.some(({ code }) => /^(?:FILE|BUNDLE|EXPORT)_/.test(code));
  const isPaste = find.count <= 1 && !wholeSources.has(find.sourceId) && bytes <= maxPasteBytes;
  return isPaste && !isRefused ? 'add' : 'import';
}

/** Where the files of a drop lie, from the message that tells the page; null for other messages. */
export function droppedPaths(data: unknown): readonly string[] | null {
  if (typeof data !== 'object' || data === null || !('type' in data) || !('paths' in data))
    return null;
  const { type, paths } = data;
  if (type !== 'patchbay:dropped' || !Array.isArray(paths)) return null;
  return paths.every((path) => typeof path === 'string') ? paths : null;
}

import { basename, dirname, join } from 'node:path';

import { backupGenerations } from '../../documents/document-ports.ts';

/** Paths of the earlier generations of the document at `path`, newest first. */
export function backupPaths(path: string): readonly string[] {
  return Array.from(
    { length: backupGenerations },
    (_, index) => `${path}.bak${index === 0 ? '' : String(index + 1)}`,
  );
}

/** A temporary path beside `path`; `unique` keeps two writers apart. */
export function temporaryPath(path: string, unique: string): string {
  return `${path}.tmp-${unique}`;
}

/** Temporary paths beside `path`, each another one, that tell which process made them. */
export function temporaryPathsOf(path: string): () => string {
  let count = 0;
  return () => temporaryPath(path, `${process.pid}-${(count += 1)}`);
}

/** The process that made a temporary file of a document; undefined when the name is of another kind. */
export function makerOfTemporary(fileName: string): number | undefined {
  const pid = /\.tmp-(\d+)-\d+$/.exec(fileName)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Whether `fileName` (without folder) is a temporary file of the document at `path`. */
export function isTemporaryOf(path: string, fileName: string): boolean {
  return fileName.startsWith(`${basename(path)}.tmp-`);
}

/**
 * Where a damaged document found at `at` (epoch ms) is set aside; `attempt` counts from 1 and
 * tells apart files set aside within the same millisecond.
 */
export function damagedPath(path: string, at: number, attempt: number): string {
  const time = new Date(at).toISOString().replace(/[:.]/g, '-');
  return join(
    dirname(path),
    `${basename(path)}.damaged-${time}${attempt === 1 ? '' : `-${attempt}`}`,
  );
}

import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { CallFileKind, CallFiles } from '../../activity/call-files.ts';

/** What somebody else has put there is not read when it is larger. */
const maxFileBytes = 64 * 1024 * 1024;

const namePattern = /^calls-(\d{1,9})\.jsonl$/;

/** Pairs of files in a folder of mode 0700; the files have mode 0600, and no link is followed. */
export function createCallFiles(folder: string): CallFiles {
  const pathOf = (number: number, kind: CallFileKind): string =>
    join(folder, `${kind === 'records' ? 'calls' : 'contents'}-${String(number)}.jsonl`);
  /** Files this run has written to: their last line is whole. */
  const whole = new Set<string>();

  const append = async (path: string, lines: readonly string[]): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0 } = constants;
    const file = await open(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
    try {
      const isWhole = whole.has(path) || (await file.stat()).size === 0;
      whole.delete(path);
      await file.appendFile(`${isWhole ? '' : '\n'}${lines.join('\n')}\n`, 'utf8');
      whole.add(path);
    } finally {
      await file.close();
    }
  };

  return {
    async list() {
      const names = await readdir(folder).catch(() => []);
      return names
        .flatMap((name) => namePattern.exec(name)?.[1] ?? [])
        .map(Number)
        .sort((a, b) => a - b);
    },
    async read(number, kind) {
      const { O_RDONLY, O_NOFOLLOW = 0 } = constants;
      try {
        const file = await open(pathOf(number, kind), O_RDONLY | O_NOFOLLOW);
        try {
          const { size } = await file.stat();
          if (size > maxFileBytes) return { lines: [], bytes: size };
          const text = await file.readFile('utf8');
          return { lines: text.split('\n').filter((line) => line.trim() !== ''), bytes: size };
        } finally {
          await file.close();
        }
      } catch {
        return { lines: [], bytes: 0 };
      }
    },
    append: (number, kind, lines) => append(pathOf(number, kind), lines),
    async replace(number, kind, lines) {
      const path = pathOf(number, kind);
      if (lines.length === 0) return rm(path, { force: true });
      const temporary = `${path}.tmp`;
      await rm(temporary, { force: true });
      await append(temporary, lines);
      await rename(temporary, path);
      whole.delete(temporary);
      whole.add(path);
    },
    async remove(number) {
      await rm(pathOf(number, 'contents'), { force: true });
      await rm(pathOf(number, 'records'), { force: true });
    },
  };
}

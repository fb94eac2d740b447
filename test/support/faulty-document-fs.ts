import { systemDocumentFs } from '../../src/main/node/documents/document-store-fs.ts';
import type { DocumentFs } from '../../src/main/node/documents/document-store-fs.ts';

/** The real file system, failing on command. */
export interface FaultyDocumentFs extends DocumentFs {
  /** Lets the `call`-th operation from now on (and, if `isPersistent`, all later ones) fail. */
  failAt(call: number, code: string, isPersistent: boolean): void;
  heal(): void;
  /** Whether the fault was met. */
  hasFailed(): boolean;
}

/** A real file system whose writes take at most `maxWriteBytes` at a time. */
export function createFaultyDocumentFs(maxWriteBytes = Infinity): FaultyDocumentFs {
  let fault: { callsLeft: number; code: string; isPersistent: boolean } | undefined;
  let hasFailed = false;

  const attempt = async <T>(run: () => Promise<T>): Promise<T> => {
    if (fault !== undefined) {
      fault.callsLeft -= 1;
      if (fault.callsLeft === 0 || (fault.callsLeft < 0 && fault.isPersistent)) {
        hasFailed = true;
        throw Object.assign(new Error(fault.code), { code: fault.code });
      }
    }
    return run();
  };
  const real = systemDocumentFs;

  return {
    failAt(call, code, isPersistent) {
      fault = { callsLeft: call, code, isPersistent };
      hasFailed = false;
    },
    heal: () => (fault = undefined),
    hasFailed: () => hasFailed,
    makeFolder: (path) => attempt(() => real.makeFolder(path)),
    kindOf: (path) => attempt(() => real.kindOf(path)),
    stampOf: (path) => attempt(() => real.stampOf(path)),
    read: (path) => attempt(() => real.read(path)),
    async create(path) {
      const file = await attempt(() => real.create(path));
      return {
        write: (bytes, offset) =>
          attempt(() => file.write(bytes.subarray(0, offset + maxWriteBytes), offset)),
        sync: () => attempt(() => file.sync()),
        // A close that fails still gives the descriptor back.
        close: async () => {
          await file.close();
          await attempt(() => Promise.resolve());
        },
      };
    },
    link: (from, to) => attempt(() => real.link(from, to)),
    rename: (from, to) => attempt(() => real.rename(from, to)),
    unlink: (path) => attempt(() => real.unlink(path)),
    list: (folder) => attempt(() => real.list(folder)),
    syncFolder: (path) => attempt(() => real.syncFolder(path)),
  };
}

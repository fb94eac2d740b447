import { createHash } from 'node:crypto';
import { open, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';

import type { BundleRefusal, Bundles } from '../../import/import-ports.ts';
import { slugOf } from '../../registry/slug.ts';
import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import {
  checkedEntries,
  chunksOf,
  readEntryText,
  UnsafeBundleError,
  unpackEntries,
} from './bundle-entries.ts';

const maxBundleBytes = 512 * 1024 * 1024;
const unfinishedPrefix = '.unpacking-';

/** Opens and unpacks bundles into `folder`, each into a folder named after its content. */
export function createBundles(options: {
  readonly folder: string;
  /** A fresh name for a folder that is being filled. */
  readonly id: () => string;
}): Bundles {
  const { folder, id } = options;

  const placeOf = (file: string, fingerprint: string): string => {
    const name = slugOf(basename(file).replace(/\.(?:mcpb|dxt)$/i, '')).slice(0, 40);
    return join(folder, `${name}-${fingerprint.slice(0, 16)}`);
  };

  return {
    open: (file, signal) =>
      withBundle(file, async (handle) => {
        const fingerprint = await fingerprintOf(handle, signal);
        const entries = await checkedEntries(handle);
        const manifest = await readEntryText(entries, 'manifest.json');
        return { manifest, origin: { file, folder: placeOf(file, fingerprint), fingerprint } };
      }),

    async unpack({ file, folder: target, fingerprint }) {
      if (!target.startsWith(folder + sep)) return refused('BUNDLE_UNSAFE', 'another folder');
      if (await exists(target)) return ok(undefined);
      const unfinished = join(folder, unfinishedPrefix + id());
      const unpacked = await withBundle(file, async (handle) => {
        if ((await fingerprintOf(handle)) !== fingerprint) return 'changed' as const;
        await mkdir(unfinished, { recursive: true, mode: 0o700 });
        await unpackEntries(await checkedEntries(handle), unfinished);
        await rename(unfinished, target);
        return 'unpacked' as const;
      });
      if (unpacked.ok && unpacked.value === 'unpacked') return ok(undefined);
      await rm(unfinished, { recursive: true, force: true });
      if (unpacked.ok) return refused('BUNDLE_CHANGED', 'the file changed since it was read');
      return (await exists(target)) ? ok(undefined) : unpacked;
    },

    async prune(isInUse) {
      for (const name of await readdir(folder).catch(() => [])) {
        const place = join(folder, name);
        if (!isInUse(place))
          await rm(place, { recursive: true, force: true }).catch(() => undefined);
      }
    },
  };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const refused = (code: BundleRefusal['code'], detail: string): Result<never, BundleRefusal> =>
  err({ code, detail });

async function withBundle<T>(
  file: string,
  use: (handle: FileHandle) => Promise<T>,
): Promise<Result<T, BundleRefusal>> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const stats = await handle.stat();
    if (!stats.isFile()) return refused('BUNDLE_UNREADABLE', 'not a file');
    if (stats.size > maxBundleBytes) return refused('BUNDLE_TOO_LARGE', 'more than 512 MB');
    return ok(await use(handle));
  } catch (error) {
    if (error instanceof UnsafeBundleError) return refused(error.code, error.message);
    if ((error as Error).name === 'AbortError') throw error;
    const { code, message, syscall } = error as NodeJS.ErrnoException;
    // The archive's own faults have no system call behind them.
    const isDisk = syscall !== undefined && syscall !== 'open' && syscall !== 'read';
    return refused(isDisk ? 'BUNDLE_NOT_UNPACKED' : 'BUNDLE_UNREADABLE', code ?? message);
  } finally {
    await handle?.close();
  }
}

async function fingerprintOf(handle: FileHandle, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(handle)) {
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { ZipFile } from 'yazl';

import { ok } from '../../../shared/util/result.ts';
import type { AppBundles } from '../../connected-apps/app-programs.ts';
import type { BundleContent } from '../../connected-apps/bundle-content.ts';
import { fileError, refused } from './file-error.ts';

/** Bundles below `folder`, one for each app, opened by whatever the desktop has for them. */
export function createAppBundles(options: {
  readonly folder: string;
  /** False where no program opens such files. */
  readonly openFile: (path: string) => Promise<boolean>;
}): AppBundles {
  const place = (appId: string): string => join(options.folder, appId, 'patchbay.mcpb');
  return {
    place,
    async make(appId, content) {
      const path = place(appId);
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await writeBundle(`${path}.tmp`, content);
        await rename(`${path}.tmp`, path);
        return ok(undefined);
      } catch (error) {
        await rm(`${path}.tmp`, { force: true }).catch(() => undefined);
        return refused('BUNDLE_NOT_MADE', fileError(error).detail);
      }
    },
    async open(appId) {
      const isOpened = await options.openFile(place(appId)).catch(() => false);
      return isOpened ? ok(undefined) : refused('BUNDLE_REFUSED', '');
    },
    drop: (appId) => rm(place(appId), { force: true }),
  };
}

async function writeBundle(path: string, { manifest, program }: BundleContent): Promise<void> {
  const archive = new ZipFile();
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  archive.addBuffer(Buffer.from(text), 'manifest.json', { mode: 0o100644 });
  // The app starts it as it comes out of the archive.
  archive.addBuffer(await readFile(program.from), program.name, { mode: 0o100755 });
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(path, { mode: 0o600 }));
}

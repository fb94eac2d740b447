import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { err, ok } from '../../../src/shared/util/result.ts';
import type { Result } from '../../../src/shared/util/result.ts';
import type { ThrowAwayRoot } from './throw-away-root.ts';

const run = promisify(execFile);
const kept = resolve(import.meta.dirname, '../../../.cache/app-armor.tar');
// The first release of Debian whose parser knows user namespaces, as that of Ubuntu 24.04 does.
const release = 'trixie';
const place = '/opt/app-armor';

/**
 * An archive of AppArmor's own parser of version 4 or later with the C library it wants, from the same
 * mirror this machine's packages come from, kept for the next time; a reason where it cannot be had.
 */
export async function fetchParser(): Promise<Result<Buffer, string>> {
  const isKept = await access(kept).then(
    () => true,
    () => false,
  );
  try {
    if (!isKept) await fetchArchive();
    return ok(await readFile(kept));
  } catch (error) {
    return err(`AppArmor's parser of Debian ${release} cannot be had: ${String(error)}`);
  }
}

async function fetchArchive(): Promise<void> {
  await mkdir(dirname(kept), { recursive: true });
  const folder = await mkdtemp(`${kept}-`);
  try {
    const { stdout } = await run('apt-get', ['indextargets', '--format', '$(SITE)']);
    const [site = ''] = stdout.split('\n');
    await writeFile(join(folder, 'list'), `deb ${site} ${release} main\n`);
    await mkdir(join(folder, 'state/lists/partial'), { recursive: true });
    await mkdir(join(folder, 'cache/archives/partial'), { recursive: true });
    const apt = (...words: string[]) =>
      run('apt-get', [...aptOptions(folder), ...words], { cwd: folder });
    await apt('update');
    await apt('download', 'apparmor', 'libc6');
    for (const name of await readdir(folder)) {
      if (name.endsWith('.deb'))
        await run('dpkg', ['-x', join(folder, name), join(folder, 'root')]);
    }
    await run('tar', ['-cf', join(folder, 'archive'), '-C', join(folder, 'root'), '.']);
    await rename(join(folder, 'archive'), kept);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function aptOptions(folder: string): string[] {
  const options = {
    'Dir::Etc::sourcelist': join(folder, 'list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State': join(folder, 'state'),
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
  };
  return Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** Puts the parser where the system's own would be, with the rules that profiles include. */
export async function putParser(root: ThrowAwayRoot, archive: Buffer): Promise<void> {
  await root.put(archive, '/var/tmp/app-armor.tar');
  const words = [
    'set -e',
    `mkdir -p ${place}`,
    `tar -xf /var/tmp/app-armor.tar -C ${place}`,
    'rm /var/tmp/app-armor.tar',
    `cp -r ${place}/etc/apparmor ${place}/etc/apparmor.d /etc/`,
    `cp -r ${place}/usr/share/apparmor* /usr/share/`,
    // Its own loader finds the C library beside it; this system's may be older.
    `loader=$(find ${place} -name 'ld-linux*' -type f | head -1)`,
    'folder=$(dirname "$(find ' + place + ' -name libc.so.6 | head -1)")',
    `printf '#!/bin/sh\\nexec %s --library-path %s ${place}/usr/sbin/apparmor_parser "$@"\\n' "$loader" "$folder" > /usr/sbin/apparmor_parser`,
    'chmod 755 /usr/sbin/apparmor_parser',
  ];
  const said = await root.asRoot('sh', '-c', words.join('\n'));
  if (said.code !== 0) throw new Error(`the parser could not be put there: ${said.stderr}`);
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import {
  desktopEntryText,
  isInstalledEntry,
} from '../../../../src/main/node/desktop/desktop-entry.ts';

describe('the entry of a clone', () => {
  test('says which program opens the links, quoted as the specification wants', () => {
    const text = desktopEntryText({
      name: 'Patchbay',
      argv: ['/opt/a "b" $c/patchbay', '100%'],
      schemes: ['patchbay', 'app.patchbay'],
    });
    expect(text).toContain('Exec="/opt/a \\\\"b\\\\" \\\\$c/patchbay" "100%%" %u\n');
    expect(text).toContain('MimeType=x-scheme-handler/patchbay;x-scheme-handler/app.patchbay;\n');
    expect(text).toContain('NoDisplay=true\n');
  });
});

// Desktops of Linux have such files.
describe.skipIf(process.platform === 'win32')('the entry of a package', () => {
  const program = '/usr/lib/patchbay/patchbay';
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-entries-'));
    env = { XDG_DATA_DIRS: `${join(folder, 'none')}:${folder}` };
    await mkdir(join(folder, 'applications'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function install(...lines: readonly string[]): Promise<void> {
    const text = ['[Desktop Entry]', ...lines, ''].join('\n');
    await writeFile(join(folder, 'applications', 'patchbay.desktop'), text);
  }

  test('is known by the program it names', async () => {
    await install('Exec=/usr/bin/patchbay %U', `X-Patchbay-Program=${program}`);
    await expect(isInstalledEntry('patchbay.desktop', program, env)).resolves.toBe(true);
  });

  test('is not that of another copy, which keeps an entry of its own', async () => {
    await install(`X-Patchbay-Program=${program}`);
    await expect(isInstalledEntry('patchbay.desktop', `${program}2`, env)).resolves.toBe(false);
    await expect(isInstalledEntry('patchbay.desktop', '/home/a/patchbay', env)).resolves.toBe(
      false,
    );
  });

  test('is not there without a package', async () => {
    await expect(isInstalledEntry('patchbay.desktop', program, env)).resolves.toBe(false);
    await install(`Exec=${program}`);
    await expect(isInstalledEntry('patchbay.desktop', program, env)).resolves.toBe(false);
  });
});

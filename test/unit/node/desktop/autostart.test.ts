import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

import {
  autostartEntry,
  autostartFile,
  saveAutostart,
} from '../../../../src/main/node/desktop/autostart.ts';

const folder = await mkdtemp(join(tmpdir(), 'patchbay-autostart-'));
afterAll(() => rm(folder, { recursive: true }));

// Desktops of Linux have such files.
describe.skipIf(process.platform === 'win32')('autostart', () => {
  test('lies where the desktop looks', () => {
    expect(autostartFile({ XDG_CONFIG_HOME: '/c' })).toBe('/c/autostart/patchbay.desktop');
    expect(autostartFile({ XDG_CONFIG_HOME: '' })).toMatch(/\.config\/autostart\/patchbay/);
  });

  test('quotes every word, so that no path breaks it', () => {
    const entry = autostartEntry({
      program: '/opt/my "app"/pb',
      args: ['100%', 'a$b', '--hidden'],
      env: { PATCHBAY_HOME: '/h m' },
    });
    expect(entry.split('\n')[3]).toBe(
      'Exec="env" "PATCHBAY_HOME=/h m" "/opt/my \\\\"app\\\\"/pb" "100%%" "a\\\\$b" "--hidden"',
    );
  });

  test('is written, and removed again even when it is not there', async () => {
    const file = join(folder, 'deep', 'patchbay.desktop');
    await saveAutostart(file, { program: '/p', args: [], env: {} });
    expect(await readFile(file, 'utf8')).toContain('Exec="/p"\n');
    await saveAutostart(file, undefined);
    await saveAutostart(file, undefined);
    await expect(readFile(file)).rejects.toThrow();
  });
});

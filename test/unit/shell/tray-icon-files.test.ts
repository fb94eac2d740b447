import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

import {
  trayDrawingsFor,
  trayIconFile,
  trayLookFor,
} from '../../../src/main/shell/tray-icon-files.ts';
import { healthLevels } from '../../../src/shared/domain/health.ts';

const folder = resolve(import.meta.dirname, '../../../resources/tray');

describe('tray icons', () => {
  test.each(['linux', 'darwin', 'win32'])('are all drawn for %s', (platform) => {
    const looks =
      platform === 'darwin' ? ['template' as const] : (['on-light', 'on-dark'] as const);
    const missing = healthLevels.flatMap((level) =>
      looks.flatMap((look) =>
        trayDrawingsFor(platform)
          .map(({ sizePx }) => trayIconFile(level, look, sizePx))
          .filter((file) => !existsSync(resolve(folder, file))),
      ),
    );
    expect(missing).toEqual([]);
  });

  test.each([
    ['darwin', '', false, undefined, 'template'],
    ['win32', '', false, true, 'on-dark'],
    ['win32', '', true, false, 'on-light'],
    ['linux', 'ubuntu:GNOME', false, undefined, 'on-dark'],
    ['linux', 'KDE', false, undefined, 'on-light'],
    ['linux', 'KDE', true, undefined, 'on-dark'],
  ] as const)(
    'on %s %s, dark %s, panel %s are %s',
    (platform, desktop, isDark, isPanelDark, look) => {
      expect(trayLookFor({ platform, desktop, isDark, isPanelDark })).toBe(look);
    },
  );
});

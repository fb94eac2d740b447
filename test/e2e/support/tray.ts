import type { ElectronApplication } from '@playwright/test';
import { resolve } from 'node:path';

import { trayIconFile } from '../../../src/main/shell/tray-icon-files.ts';
import { healthLevels } from '../../../src/shared/domain/health.ts';
import type { HealthLevel } from '../../../src/shared/domain/health.ts';
import type { TrayPanel } from '../../support/tray-panel.ts';

/** KDE is the desktop to which Chromium sends the icon's pixels; the keyring stays the same. */
export const onPanel = {
  env: { XDG_CURRENT_DESKTOP: 'KDE' },
  args: ['--password-store=gnome-libsecret'],
} as const;

/** The level whose drawing the icon on the panel is, pixel for pixel. */
export async function levelOnPanel(
  panel: TrayPanel,
  app: ElectronApplication,
): Promise<HealthLevel | 'unknown'> {
  const { argb, widthPx } = await panel.icon();
  for (const level of healthLevels) {
    for (const look of ['on-light', 'on-dark'] as const) {
      const file = resolve('resources/tray', trayIconFile(level, look, widthPx));
      if (isSame(argb, await drawn(app, file))) return level;
    }
  }
  return 'unknown';
}

/** The drawing as Electron reads it: blue, green, red, alpha. */
async function drawn(app: ElectronApplication, file: string): Promise<Buffer> {
  const base64 = await app.evaluate(
    ({ nativeImage }, path) => nativeImage.createFromPath(path).toBitmap().toString('base64'),
    file,
  );
  return Buffer.from(base64, 'base64');
}

/** Electron's colours are multiplied by their alpha, the panel's are not. */
function isSame(argb: Buffer, bgra: Buffer): boolean {
  if (argb.length !== bgra.length) return false;
  const drawing = Buffer.from(bgra).swap32();
  return argb.every((value, index) => {
    const alpha = argb[index - (index % 4)] ?? 0;
    const expected = drawing[index] ?? 0;
    return Math.abs((index % 4 === 0 ? value : (value * alpha) / 255) - expected) <= 2;
  });
}

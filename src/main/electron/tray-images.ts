import { app, nativeImage, nativeTheme, screen } from 'electron';
import type { NativeImage } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { HealthLevel } from '../../shared/domain/health.ts';
import {
  menuDrawings,
  trayDrawingsFor,
  trayIconFile,
  trayLookFor,
  windowsTrayIcon,
} from '../shell/tray-icon-files.ts';
import type { TrayDrawing, TrayLook } from '../shell/tray-icon-files.ts';

/** The icon of the tray for a level, as it stands out on the panel of this moment. */
export function trayImage(level: HealthLevel): NativeImage {
  return process.platform === 'win32' ? windowsImage(level) : imageOf(level, panelLook());
}

function windowsImage(level: HealthLevel): NativeImage {
  const { sizePx, drawnPx } = windowsTrayIcon(screen.getPrimaryDisplay().scaleFactor);
  const drawn = nativeImage.createFromBuffer(drawing(level, panelLook(), drawnPx));
  return drawn.resize({ width: sizePx, height: sizePx, quality: 'best' });
}

/** The shape beside a line of the menu, also for screens on which a point has several pixels. */
export function menuImage(level: HealthLevel): NativeImage {
  const look = nativeTheme.shouldUseDarkColors ? 'on-dark' : 'on-light';
  return imageOfSizes(level, look, menuDrawings);
}

function panelLook(): TrayLook {
  return trayLookFor({
    platform: process.platform,
    desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '',
    isDark: nativeTheme.shouldUseDarkColors,
    // Missing in older releases.
    isPanelDark: (nativeTheme as { shouldUseDarkColorsForSystemIntegratedUI?: boolean })
      .shouldUseDarkColorsForSystemIntegratedUI,
  });
}

const images = new Map<string, NativeImage>();

function imageOf(level: HealthLevel, look: TrayLook): NativeImage {
  const key = `${level} ${look}`;
  const known = images.get(key);
  if (known !== undefined) return known;
  const image = imageOfSizes(level, look, trayDrawingsFor(process.platform));
  if (look === 'template') image.setTemplateImage(true);
  images.set(key, image);
  return image;
}

function imageOfSizes(
  level: HealthLevel,
  look: TrayLook,
  drawings: readonly TrayDrawing[],
): NativeImage {
  const image = nativeImage.createEmpty();
  for (const { sizePx, scaleFactor } of drawings) {
    const buffer = drawing(level, look, sizePx);
    image.addRepresentation({ scaleFactor, width: sizePx, height: sizePx, buffer });
  }
  return image;
}

function drawing(level: HealthLevel, look: TrayLook, sizePx: number): Buffer {
  return readFileSync(join(app.getAppPath(), 'resources/tray', trayIconFile(level, look, sizePx)));
}

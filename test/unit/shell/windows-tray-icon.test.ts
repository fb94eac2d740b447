import { expect, test } from 'vitest';
import { windowsTrayIcon } from '../../../src/main/shell/tray-icon-files.ts';

test.each([
  [1, 16, 16],
  [1.25, 20, 24],
  [1.5, 24, 24],
  [1.75, 28, 32],
  [2, 32, 32],
  [2.5, 40, 48],
  [4, 64, 48],
])('at a scale of %s the icon has %s pixels, drawn from %s', (scale, sizePx, drawnPx) => {
  expect(windowsTrayIcon(scale)).toEqual({ sizePx, drawnPx });
});

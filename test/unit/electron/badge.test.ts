import { expect, test } from 'vitest';

import { createBadge } from '../../../src/main/electron/badge.ts';

function badgeOn(platform: NodeJS.Platform, isDestroyed = false) {
  const seen: unknown[] = [];
  const badge = createBadge<string>({
    platform,
    app: { setBadgeCount: (count) => seen.push(count) },
    window: {
      isDestroyed: () => isDestroyed,
      setOverlayIcon: (picture, text) => void seen.push([picture, text]),
    },
  });
  const show = (count: number) =>
    badge({ count, picture: () => `picture of ${String(count)}`, sentence: () => 'a sentence' });
  return { seen, show };
}

test.each(['darwin', 'linux'] as const)('on %s a number is on the icon, set once', (platform) => {
  const { seen, show } = badgeOn(platform);
  for (const count of [0, 2, 2, 0]) show(count);
  expect(seen).toEqual([2, 0]);
});

test('on Windows a picture lies over the icon in the taskbar, with words, and goes again', () => {
  const { seen, show } = badgeOn('win32');
  for (const count of [0, 1, 1, 3, 0]) show(count);
  expect(seen).toEqual([
    ['picture of 1', 'a sentence'],
    ['picture of 3', 'a sentence'],
    [null, ''],
  ]);
});

test('a window that is gone is left alone', () => {
  const { seen, show } = badgeOn('win32', true);
  show(1);
  expect(seen).toEqual([]);
});

import { expect, test } from 'vitest';
import { holdsCommandKey } from '../../../../src/renderer/src/first-paint/command-key.ts';

test.each([
  ['MacIntel', { ctrlKey: false, metaKey: true }, true],
  ['MacIntel', { ctrlKey: true, metaKey: false }, false],
  ['MacIntel', { ctrlKey: true, metaKey: true }, false],
  ['Win32', { ctrlKey: true, metaKey: false }, true],
  ['Linux x86_64', { ctrlKey: true, metaKey: false }, true],
  ['Linux x86_64', { ctrlKey: false, metaKey: false }, false],
])('on %s %j', (platform, keys, isHeld) => {
  expect(holdsCommandKey(keys, platform)).toBe(isHeld);
});

import { expect, test } from 'vitest';
import { defaultFolder } from '../../../../src/main/node/stdio/spawn-plan.ts';

test.each([
  ['win32', '\\\\server\\home\\ann', 'C:\\Temp'],
  ['win32', 'C:\\Users\\ann', 'C:\\Users\\ann'],
  ['linux', '//home/ann', '//home/ann'],
] as const)('servers on %s with the home %s begin in %s', (platform, home, folder) => {
  expect(defaultFolder(platform, home, 'C:\\Temp')).toBe(folder);
});

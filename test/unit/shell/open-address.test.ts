import { expect, test } from 'vitest';

import { createAddressOpener } from '../../../src/main/shell/open-address.ts';

test.each([
  ['https://example.com/a b', 'https://example.com/a%20b'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ['http://127.0.0.1:3000/x', 'http://127.0.0.1:3000/x'],
  ['http://example.com/', null],
  ['javascript:alert(1)', null],
  ['file:///etc/passwd', null],
  ['data:text/html,x', null],
  ['https://user:pass@example.com/', null],
  ['patchbay://v1/install', null],
  ['not an address', null],
])('%s is opened as %s', async (address, wanted) => {
  const opened: string[] = [];
  const open = createAddressOpener((url) => {
    opened.push(url);
    return Promise.resolve(true);
  });
  expect(await open(address)).toBe(wanted !== null);
  expect(opened).toEqual(wanted === null ? [] : [wanted]);
});

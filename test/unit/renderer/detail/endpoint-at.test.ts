import { expect, test } from 'vitest';

import { endpointAt } from '../../../../src/renderer/src/features/detail/endpoint-at.ts';

test.each([
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000/mcp'],
  ['http://localhost:3000/', 'http://localhost:3000/mcp'],
  ['http://[::1]:8080/sse', 'http://[::1]:8080/sse'],
  ['http://localhost/a/mcp/', 'http://localhost/a/mcp/'],
  ['port 3000', 'port 3000'],
])('MCP at %s is looked for at %s', (address, url) => {
  expect(endpointAt(address)).toBe(url);
});

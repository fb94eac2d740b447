import { expect, test } from 'vitest';

import { serverDraftSchema } from '../../../../src/shared/domain/server.ts';
import { toDraft, toForm } from '../../../../src/renderer/src/parts/server-form/form-model.ts';

const proxies = [
  undefined,
  { kind: 'system' },
  { kind: 'none' },
  { kind: 'address', address: 'http://proxy.example:8080' },
] as const;

test.each(proxies)('a form keeps how its server is reached: %j', (proxy) => {
  for (const type of ['streamable-http', 'sse', 'websocket'] as const) {
    const url = `${type === 'websocket' ? 'wss' : 'https'}://a.example/mcp`;
    const draft = serverDraftSchema.parse({ title: 'A', transport: { type, url, proxy } });
    expect(toDraft(toForm(draft)).transport).toEqual({
      type,
      url,
      headers: {},
      ...(proxy && { proxy }),
    });
  }
});

test('an address that holds a password is no draft', () => {
  const proxy = { kind: 'address', address: 'http://ann:secret@proxy.example:8080' };
  const transport = { type: 'sse', url: 'https://a.example', proxy };
  expect(serverDraftSchema.safeParse({ title: 'A', transport }).success).toBe(false);
});

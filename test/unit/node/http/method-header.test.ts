import { expect, test } from 'vitest';

import { createMethodHeaderFetch } from '../../../../src/main/node/http/method-header.ts';

async function headerOf(init: RequestInit | undefined, isHandshake = true) {
  let seen: string | null = null;
  const fetch = createMethodHeaderFetch(
    (_url, sent) => {
      seen = new Headers(sent?.headers).get('mcp-method');
      return Promise.resolve(new Response());
    },
    () => isHandshake,
  );
  await fetch('http://127.0.0.1/mcp', init);
  return seen;
}

const post = (message: unknown, headers = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(message),
  headers,
});

test('names the method of a message during the handshake', async () => {
  expect(await headerOf(post({ method: 'initialize' }))).toBe('initialize');
  expect(await headerOf(post({ method: 'notifications/initialized' }))).toBe(
    'notifications/initialized',
  );
});

test('leaves everything else as it is', async () => {
  expect(await headerOf(post({ method: 'initialize' }), false)).toBeNull();
  expect(await headerOf(post({ method: 'a' }, { 'Mcp-Method': 'b' }))).toBe('b');
  expect(await headerOf(post({ method: 'a\r\nb: c' }))).toBeNull();
  expect(await headerOf(post({ result: {} }))).toBeNull();
  expect(await headerOf({ method: 'GET' })).toBeNull();
  expect(await headerOf({ method: 'POST', body: '{' })).toBeNull();
  expect(await headerOf(undefined)).toBeNull();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { checkHead } from '../../../src/main/gateway/http-check.ts';
import type { RequestHead } from '../../../src/main/gateway/http-check.ts';

const port = 4711;

const head = (
  changed: Partial<RequestHead> = {},
  headers: readonly string[] = [],
): RequestHead => ({
  method: 'POST',
  target: '/mcp',
  rawHeaders: [
    ...['Host', `127.0.0.1:${String(port)}`],
    ...['Authorization', 'Bearer secret'],
    ...['Content-Type', 'application/json'],
    ...headers,
  ],
  ...changed,
});

const statusOf = (asked: RequestHead): number => {
  const checked = checkHead(asked, port);
  return checked.ok ? 200 : checked.error.status;
};

test('a request with all that is needed is let in, with its token and what it asks for', () => {
  expect(checkHead(head({ target: '/mcp/profile/My%20work/server/docs' }), port)).toEqual({
    ok: true,
    value: { method: 'POST', scope: { profile: 'My work', server: 'docs' }, token: 'secret' },
  });
  expect(checkHead(head(), port)).toMatchObject({ value: { scope: {} } });
});

test('what needs no body needs no type of one', () => {
  const rawHeaders = ['host', `localhost:${String(port)}`, 'authorization', 'bearer  secret'];
  expect(statusOf({ method: 'GET', target: '/mcp', rawHeaders })).toBe(200);
  expect(statusOf({ method: 'DELETE', target: '/mcp', rawHeaders })).toBe(200);
  expect(statusOf({ method: 'POST', target: '/mcp', rawHeaders })).toBe(415);
});

test.each([
  ['a second Host', head({}, ['HOST', `127.0.0.1:${String(port)}`]), 403],
  ['a second token', head({}, ['authorization', 'Bearer secret']), 401],
  ['a second type', head({}, ['Content-type', 'text/plain']), 415],
  ['a foreign Origin', head({}, ['Origin', 'https://example.com']), 403],
  [
    'a foreign Origin beside its own',
    head({}, ['Origin', `http://localhost:${String(port)}`, 'Origin', 'null']),
    403,
  ],
  ['its own Origin', head({}, ['Origin', `http://localhost:${String(port)}`]), 200],
  ['a query', head({ target: '/mcp?a=b' }), 404],
  ['a fragment', head({ target: '/mcp#a' }), 404],
  ['a name that is cut in the middle of a character', head({ target: '/mcp/server/%e4' }), 404],
  ['another method', head({ method: 'PUT' }), 405],
  ['a method in small letters', head({ method: 'post' }), 405],
])('%s', (_name, asked, status) => {
  expect(statusOf(asked)).toBe(status);
});

test('Host comes first, then Origin, then the address: a stranger learns nothing by the order', () => {
  const bad = { method: 'PUT', target: '/other', rawHeaders: ['Host', 'evil', 'Origin', 'null'] };
  expect(statusOf(bad)).toBe(403);
  const { rawHeaders } = head();
  expect(statusOf({ ...bad, rawHeaders: rawHeaders.slice(0, 2) })).toBe(404);
});

test('no Host but the two is ever let in', () => {
  const near = fc
    .array(fc.constantFrom('127.0.0.1', 'localhost', ':', '4711', '.', '[::1]', '@', '0', ' ', 'a'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (value) => {
      const rawHeaders = ['Host', value, ...head().rawHeaders.slice(2)];
      const isOurs = value === '127.0.0.1:4711' || value === 'localhost:4711';
      expect(statusOf({ ...head(), rawHeaders }) === 200).toBe(isOurs);
    }),
    { numRuns: 300 },
  );
});

import { describe, expect, test } from 'vitest';

import { decideRedirect, MAX_REDIRECTS } from '../../../../src/main/node/http/redirect-policy.ts';

const base = {
  status: 307,
  location: '/next',
  from: new URL('https://a.example/mcp'),
  method: 'POST',
  hop: 0,
};

describe('decideRedirect', () => {
  test.each([
    ['an ordinary answer', { status: 200 }],
    ['a redirect to nowhere', { location: null }],
    ['300 Multiple Choices', { status: 300 }],
    ['304 Not Modified', { status: 304 }],
  ])('takes %s as it is', (_name, change) => {
    expect(decideRedirect({ ...base, ...change })).toEqual({ kind: 'none' });
  });

  test.each([
    ['307 with POST', {}],
    ['308 with POST', { status: 308 }],
    ['301 with GET', { status: 301, method: 'GET' }],
    ['302 with GET', { status: 302, method: 'GET' }],
    ['303 with HEAD', { status: 303, method: 'HEAD' }],
    ['the last hop that is allowed', { hop: MAX_REDIRECTS - 1 }],
    ['an absolute URL of the same origin', { location: 'https://a.example:443/next' }],
  ])('follows %s', (_name, change) => {
    const decision = decideRedirect({ ...base, ...change });
    expect(decision).toMatchObject({ kind: 'follow' });
    expect(decision.kind === 'follow' && decision.to.href).toBe('https://a.example/next');
  });

  test('follows the upgrade to https on the same host', () => {
    const from = new URL('http://a.example/mcp');
    const decision = decideRedirect({ ...base, from, location: 'https://a.example/mcp' });
    expect(decision).toMatchObject({ kind: 'follow' });
  });

  test.each([
    ['another host', { location: 'https://b.example/' }],
    ['another port', { location: 'https://a.example:8443/' }],
    ['a subdomain', { location: 'https://x.a.example/' }],
    ['the downgrade to http', { location: 'http://a.example/' }],
    ['another scheme', { location: 'file:///etc/passwd' }],
    ['a protocol-relative stranger', { location: '//b.example/' }],
    ['credentials in the URL', { location: 'https://user:pw@a.example/' }],
    ['something that is no URL', { location: 'https://' }],
    ['301 with POST', { status: 301 }],
    ['302 with POST', { status: 302 }],
    ['303 with DELETE', { status: 303, method: 'DELETE' }],
    ['one hop too many', { hop: MAX_REDIRECTS }],
  ])('refuses %s', (_name, change) => {
    expect(decideRedirect({ ...base, ...change })).toMatchObject({ kind: 'refuse' });
  });

  test('refuses an upgrade that also changes the port', () => {
    const from = new URL('http://a.example:8080/mcp');
    const decision = decideRedirect({ ...base, from, location: 'https://a.example/mcp' });
    expect(decision).toMatchObject({ kind: 'refuse' });
  });
});

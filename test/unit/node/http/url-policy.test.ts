import { describe, expect, test } from 'vitest';

import { isUrlAllowed } from '../../../../src/main/node/http/url-policy.ts';

const remote = 'https://mcp.example.com/mcp';

describe('URLs a person typed', () => {
  test.each([
    'https://example.com/mcp',
    'http://example.com/mcp',
    'http://127.0.0.1:3000/mcp',
    'http://localhost/mcp',
    'http://192.168.1.20:8080/mcp',
    'http://[::1]:3000/',
  ])('allows %s', (url) => {
    expect(isUrlAllowed(url, { origin: 'user' })).toBe(true);
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'ftp://example.com/', 'nonsense', ''])(
    'refuses %s',
    (url) => {
      expect(isUrlAllowed(url, { origin: 'user' })).toBe(false);
    },
  );
});

describe('URLs a public server named', () => {
  test.each(['https://auth.example.org/', 'https://mcp.example.com/other', 'https://8.8.8.8/'])(
    'allows %s',
    (url) => {
      expect(isUrlAllowed(url, { origin: 'server', serverUrl: remote })).toBe(true);
    },
  );

  test.each([
    'http://auth.example.org/',
    'http://mcp.example.com/mcp',
    'https://user:pw@auth.example.org/',
    'file:///etc/passwd',
    'http://127.0.0.1/internal-admin',
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://[::ffff:127.0.0.1]/',
    'https://0.0.0.0/',
    'http://169.254.169.254/latest/meta-data/',
    'https://169.254.169.254/',
    'https://10.1.2.3/',
    'https://192.168.0.1/',
    'https://localhost/',
    'https://vault/',
    'https://db.internal/',
  ])('refuses %s', (url) => {
    expect(isUrlAllowed(url, { origin: 'server', serverUrl: remote })).toBe(false);
  });
});

describe('URLs a server near by named', () => {
  test.each([
    ['http://127.0.0.1:3000/mcp', 'http://127.0.0.1:4000/auth', true],
    ['http://127.0.0.1:3000/mcp', 'http://localhost:4000/auth', true],
    ['http://127.0.0.1:3000/mcp', 'http://169.254.169.254/', false],
    ['http://127.0.0.1:3000/mcp', 'http://10.0.0.1/', false],
    ['http://127.0.0.1:3000/mcp', 'https://login.example.com/', true],
    ['http://192.168.1.5/mcp', 'http://192.168.1.9/auth', true],
    ['http://192.168.1.5/mcp', 'http://127.0.0.1/', false],
    ['http://0.0.0.0:3000/mcp', 'http://0.0.0.0:3000/auth', true],
    ['http://0.0.0.0:3000/mcp', 'http://0.0.0.0:4000/auth', false],
    ['http://plain.example.com/mcp', 'http://plain.example.com/auth', true],
    ['not a url', 'https://example.com/', false],
  ])('%s names %s: %s', (serverUrl, url, allowed) => {
    expect(isUrlAllowed(url, { origin: 'server', serverUrl })).toBe(allowed);
  });
});

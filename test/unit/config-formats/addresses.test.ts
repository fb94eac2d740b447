import { describe, expect, test } from 'vitest';
import type { ServerSummary } from './summary.ts';
import { onlyServer, summaryOf } from './summary.ts';

const added = 'warning SCHEME_ADDED transport.url';
const open = 'warning NOT_ENCRYPTED transport.url';

const cases: [string, ServerSummary][] = [
  [
    'https://mcp.linear.app/mcp',
    { title: 'Linear', at: 'streamable-http https://mcp.linear.app/mcp' },
  ],
  ['https://mcp.linear.app/sse', { title: 'Linear', at: 'sse https://mcp.linear.app/sse' }],
  [
    'https://x.example.com/sse/?a=1',
    { title: 'Example', at: 'sse https://x.example.com/sse/?a=1' },
  ],
  ['wss://live.example.org/mcp', { title: 'Example', at: 'websocket wss://live.example.org/mcp' }],
  [
    'http://127.0.0.1:3000/mcp',
    { title: '127.0.0.1:3000', at: 'streamable-http http://127.0.0.1:3000/mcp' },
  ],
  ['http://[::1]:3000/mcp', { title: '[::1]:3000', at: 'streamable-http http://[::1]:3000/mcp' }],
  [
    'http://nas.example.com/mcp',
    { title: 'Example', at: 'streamable-http http://nas.example.com/mcp', problems: [open] },
  ],
  [
    '  <https://notes.workers.dev/mcp>\n',
    { title: 'Notes', at: 'streamable-http https://notes.workers.dev/mcp' },
  ],
  [
    'localhost:3000/mcp',
    { title: 'localhost:3000', at: 'streamable-http http://localhost:3000/mcp', problems: [added] },
  ],
  [
    'mcp.example.com/mcp',
    { title: 'Example', at: 'streamable-http https://mcp.example.com/mcp', problems: [added] },
  ],
  [
    'mcp.example.co.uk',
    { title: 'Example', at: 'streamable-http https://mcp.example.co.uk', problems: [added] },
  ],
  [
    '192.168.1.9:8080',
    {
      title: '192.168.1.9:8080',
      at: 'streamable-http https://192.168.1.9:8080',
      problems: [added],
    },
  ],
  [
    'https://ann:p%40ss@example.com/mcp',
    {
      title: 'Example',
      at: 'streamable-http https://example.com/mcp',
      values: { Authorization: `secret:Basic ${btoa('ann:p@ss')}` },
      secrets: ['transport.headers.Authorization'],
      problems: ['warning USERINFO_MOVED transport.url'],
    },
  ],
  [
    'https://example.com/mcp?api_key=abcdef123456',
    {
      title: 'Example',
      at: 'streamable-http https://example.com/mcp?api_key=abcdef123456',
      secrets: ['transport.url'],
      problems: ['warning SECRET_IN_URL transport.url'],
    },
  ],
  [
    'https://example.com/mcp?api_key=YOUR_API_KEY',
    {
      title: 'Example',
      at: 'streamable-http https://example.com/mcp?api_key={{API_KEY}}',
      asks: ['API_KEY*'],
    },
  ],
  [
    'https://{TENANT}.example.com/mcp',
    {
      title: 'Example',
      at: 'streamable-http https://{{TENANT}}.example.com/mcp',
      asks: ['TENANT'],
    },
  ],
];

describe('an address', () => {
  test.each(cases)('%s', (text, expected) => {
    expect(summaryOf(text).format).toBe('url');
    expect(onlyServer(text)).toEqual(expected);
  });

  test.each([
    ['https://', 'error URL_INVALID transport.url'],
    ['https://exa mple/mcp', 'error URL_INVALID transport.url'],
  ])('that is none is refused: %s', (text, problem) => {
    expect(summaryOf(text)).toEqual({ format: 'url', servers: [], problems: [problem] });
  });

  test('that is half right can be corrected', () => {
    expect(onlyServer('http://[').problems).toEqual(['error URL_INVALID transport.url']);
  });

  test('may come several at once', () => {
    const { servers } = summaryOf('https://a.example.com/mcp\nmcp.example.org/sse\n');
    expect(servers.map((server) => server.at)).toEqual([
      'streamable-http https://a.example.com/mcp',
      'sse https://mcp.example.org/sse',
    ]);
  });

  test.each(['ftp://example.com/mcp', 'javascript:alert(1)', 'file:///etc/passwd'])(
    'of a scheme nobody can contact never becomes a remote server: %s',
    (text) => {
      expect(summaryOf(text).servers.filter((server) => server.at !== undefined)).toEqual([]);
    },
  );

  test.each(['server.py', 'index.js', './run.sh', 'my-server'])(
    'is not a file name: %s',
    (text) => {
      expect(summaryOf(text).format).not.toBe('url');
    },
  );
});

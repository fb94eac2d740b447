import { describe, expect, test } from 'vitest';
import { readPaste } from '../../../src/main/config-formats/read-paste.ts';
import type { ServerSummary } from './summary.ts';
import { onlyServer, summaryOf } from './summary.ts';

const ghToken = 'ghp_abcdefghijklmnopqrstuvwx0123456789';

const one: [string, ServerSummary][] = [
  [
    'npx -y @modelcontextprotocol/server-filesystem ~/docs',
    {
      title: 'Filesystem',
      run: ['npx', '-y', '@modelcontextprotocol/server-filesystem', '/home/ann/docs'],
    },
  ],
  ['uvx mcp-server-git', { title: 'Git', run: ['uvx', 'mcp-server-git'] }],
  [
    '> bunx --bun @playwright/mcp@0.0.30',
    { title: 'Playwright', run: ['bunx', '--bun', '@playwright/mcp@0.0.30'] },
  ],
  [
    `$ GITHUB_TOKEN=${ghToken} npx -y @modelcontextprotocol/server-github`,
    {
      title: 'GitHub',
      run: ['npx', '-y', '@modelcontextprotocol/server-github'],
      values: { GITHUB_TOKEN: `secret:${ghToken}` },
      secrets: ['transport.env.GITHUB_TOKEN'],
    },
  ],
  [
    `env MODE='a b' PORT=80 node ./build/index.js "one two" three\\ four ''`,
    {
      title: 'Server',
      run: ['node', './build/index.js', 'one two', 'three four', ''],
      values: { MODE: 'a b', PORT: '80' },
    },
  ],
  [
    'docker run -i --rm -e API_TOKEN mcp/fetch:1.2',
    {
      title: 'Fetch',
      run: ['docker', 'run', '-i', '--rm', '-e', 'API_TOKEN', 'mcp/fetch:1.2'],
      values: { API_TOKEN: '{{API_TOKEN}}' },
      asks: ['API_TOKEN*'],
    },
  ],
  [
    'C:\\Users\\me\\bin\\notes-mcp.exe --root "C:\\Program Files\\Notes" \\\\nas\\share',
    {
      title: 'Notes',
      run: [
        'C:\\Users\\me\\bin\\notes-mcp.exe',
        '--root',
        'C:\\Program Files\\Notes',
        '\\\\nas\\share',
      ],
    },
  ],
  [
    'cmd /c npx -y @upstash/context7-mcp',
    { title: 'Context7', run: ['cmd', '/c', 'npx', '-y', '@upstash/context7-mcp'] },
  ],
  [
    'npx -y foo-mcp \\\n  --flag \\\n  value',
    { title: 'Foo', run: ['npx', '-y', 'foo-mcp', '--flag', 'value'] },
  ],
  [
    'npx -y foo-mcp `\r\n  --flag ^\r\n  value',
    { title: 'Foo', run: ['npx', '-y', 'foo-mcp', '--flag', 'value'] },
  ],
  [
    'npx -y foo-mcp --dir <path to dir> --api-key YOUR_API_KEY $HOME/x "$REGION"',
    {
      title: 'Foo',
      run: [
        'npx',
        '-y',
        'foo-mcp',
        '--dir',
        '{{PATH_TO_DIR}}',
        '--api-key',
        '{{API_KEY}}',
        '/home/ann/x',
        '{{REGION}}',
      ],
      asks: ['PATH_TO_DIR', 'API_KEY*', 'REGION'],
    },
  ],
  [
    'npx foo-mcp --api-key=a1b2c3d4e5',
    {
      title: 'Foo',
      run: ['npx', 'foo-mcp', '--api-key=a1b2c3d4e5'],
      secrets: ['transport.args.1'],
      problems: ['warning SECRET_IN_ARGUMENT transport.args.1:1'],
    },
  ],
  ['npx —y foo-mcp “a b”', { title: 'Foo', run: ['npx', '--y', 'foo-mcp', 'a b'] }],
  [
    'npx -y mcp-remote https://mcp.linear.app/sse',
    {
      title: 'Linear',
      run: ['npx', '-y', 'mcp-remote', 'https://mcp.linear.app/sse'],
      problems: ['warning BRIDGE_NOT_NEEDED transport.command:1'],
    },
  ],
  ['npx foo-mcp # the best one', { title: 'Foo', run: ['npx', 'foo-mcp'] }],
  [
    `npx foo-mcp 'a|b' "c;d" e\\&f '$(x)'`,
    { title: 'Foo', run: ['npx', 'foo-mcp', 'a|b', 'c;d', 'e&f', '$(x)'] },
  ],
  [
    'claude mcp add --transport http linear https://mcp.linear.app/mcp --header "Authorization: Bearer YOUR_TOKEN"',
    {
      title: 'Linear',
      at: 'streamable-http https://mcp.linear.app/mcp',
      values: { Authorization: 'Bearer {{TOKEN}}' },
      asks: ['TOKEN*'],
    },
  ],
  [
    'claude mcp add --scope user -e A_TOKEN=abc12345 -e B=2 airtable -- npx -y airtable-mcp -e x',
    {
      title: 'Airtable',
      run: ['npx', '-y', 'airtable-mcp', '-e', 'x'],
      values: { A_TOKEN: 'secret:abc12345', B: '2' },
      secrets: ['transport.env.A_TOKEN'],
    },
  ],
  [
    'claude mcp add files npx -y files-mcp --scope x',
    { title: 'Files', run: ['npx', '-y', 'files-mcp', '--scope', 'x'] },
  ],
  [
    `claude mcp add-json wx '{"type":"sse","url":"https://wx.example.com/events"}'`,
    { title: 'Wx', at: 'sse https://wx.example.com/events' },
  ],
  [
    `code --add-mcp '{"name":"time","command":"uvx","args":["mcp-server-time"]}'`,
    { title: 'Time', run: ['uvx', 'mcp-server-time'] },
  ],
  [
    'codex mcp add docs --url https://docs.example.com/mcp --bearer-token-env-var DOCS_TOKEN',
    {
      title: 'Docs',
      at: 'streamable-http https://docs.example.com/mcp',
      values: { Authorization: 'Bearer {{DOCS_TOKEN}}' },
      asks: ['DOCS_TOKEN*'],
    },
  ],
  [
    'codex mcp add ctx --env K=v -- npx ctx-mcp',
    { title: 'Ctx', run: ['npx', 'ctx-mcp'], values: { K: 'v' } },
  ],
  [
    'gemini mcp add -t sse -H "X-A: b" live https://live.example.com/stream',
    { title: 'Live', at: 'sse https://live.example.com/stream', values: { 'X-A': 'b' } },
  ],
];

describe('a command line', () => {
  test.each(one)('%s', (text, expected) => {
    expect(summaryOf(text).format).toBe('command');
    expect(onlyServer(text)).toEqual(expected);
  });

  test('may come several at once', () => {
    const { servers } = summaryOf('npx a-mcp\n\n# and\nuvx b-mcp');
    expect(servers.map((server) => server.run)).toEqual([
      ['npx', 'a-mcp'],
      ['uvx', 'b-mcp'],
    ]);
  });

  test.each([
    ['npx a-mcp | tee log', 1],
    ['npx a-mcp || npx b-mcp', 1],
    ['npx a-mcp \\\n > out', 2],
    ['npx a-mcp < in', 1],
    ['npx a-mcp $(whoami', 1],
    ['npx a-mcp &', 1],
  ])('is refused when it needs a shell: %s', (text, line) => {
    expect(summaryOf(text)).toEqual({
      format: 'command',
      servers: [],
      problems: [`error SHELL_SYNTAX transport.command:${line}`],
    });
  });

  test.each(['npx a-mcp && uvx b-mcp', 'npx a-mcp; uvx b-mcp'])(
    'ends where a shell’s would: %s',
    (text) => {
      const { servers } = summaryOf(text);
      expect(servers.map(({ run }) => run)).toEqual([
        ['npx', 'a-mcp'],
        ['uvx', 'b-mcp'],
      ]);
    },
  );

  test.each(['npx a-mcp $(whoami)', 'npx a-mcp `whoami`', 'npx a-mcp "$(whoami)"'])(
    'asks for what another command would print: %s',
    (text) => {
      expect(onlyServer(text)).toMatchObject({
        run: ['npx', 'a-mcp', '{{VALUE}}'],
        asks: ['VALUE'],
      });
    },
  );

  test('asks for a secret another command would print', () => {
    expect(onlyServer('GITHUB_TOKEN=$(gh auth token) npx a-mcp')).toMatchObject({
      run: ['npx', 'a-mcp'],
      asks: ['GITHUB_TOKEN*'],
    });
  });

  test.each([
    ['npx a-mcp "b', 'error QUOTE_OPEN :1'],
    ["npx a-mcp\nnpx 'b", 'error QUOTE_OPEN :2'],
    ['claude mcp add linear', 'error COMMAND_INCOMPLETE :1'],
    ['code --add-mcp', 'error COMMAND_INCOMPLETE :1'],
    [`claude mcp add-json x '{"url":'`, 'error SYNTAX :1'],
  ])('says what is missing: %s', (text, problem) => {
    expect(summaryOf(text)).toEqual({ format: 'command', servers: [], problems: [problem] });
  });

  test('knows the home folder only when told', () => {
    const text = 'npx a-mcp ~/x ~user ${HOME}/y';
    expect(onlyServer(text).run).toEqual(['npx', 'a-mcp', '/home/ann/x', '~user', '/home/ann/y']);
    const [server] = readPaste(text).servers;
    expect(server?.draft.transport).toMatchObject({
      args: ['a-mcp', '~/x', '~user', '${HOME}/y'],
    });
  });
});

import { describe, expect, test } from 'vitest';
import { splitCommandLine } from '../../../src/main/config-formats/command-words.ts';
import { isSecretName, looksLikeSecret } from '../../../src/shared/domain/likely-secrets.ts';
import {
  titleOfCommand,
  titleOfName,
  titleOfPackage,
  titleOfUrl,
} from '../../../src/main/config-formats/titles.ts';

describe('titles', () => {
  test.each([
    ['@modelcontextprotocol/server-filesystem', 'Filesystem'],
    ['@modelcontextprotocol/server-brave-search@0.6.2', 'Brave Search'],
    ['mcp-server-git', 'Git'],
    ['mcp-server-sqlite==2025.1.2', 'SQLite'],
    ['@playwright/mcp@latest', 'Playwright'],
    ['@upstash/context7-mcp', 'Context7'],
    ['ghcr.io/github/github-mcp-server:v1', 'GitHub'],
    ['git+https://github.com/ann/trips-mcp@main', 'Trips'],
    ['/opt/weather/dist/index.js', 'Weather'],
    ['./server.py', ''],
  ])('of the package %s', (identifier, title) => {
    expect(titleOfPackage(identifier)).toBe(title);
  });

  test.each([
    ['https://mcp.linear.app/mcp', 'Linear'],
    ['https://docs.mcp.cloudflare.com/sse', 'Cloudflare'],
    ['https://api.githubcopilot.com/mcp/', 'GitHub Copilot'],
    ['https://trips.vercel.app/mcp', 'Trips'],
    ['https://mcp.trips.co.uk', 'Trips'],
    ['http://localhost:3000/mcp', 'localhost:3000'],
    ['https://', 'Server'],
  ])('of the address %s', (url, title) => {
    expect(titleOfUrl(url)).toBe(title);
  });

  test.each([
    ['brave-search', 'Brave Search'],
    ['github', 'GitHub'],
    ['My server', 'My server'],
    ['constructor', 'Constructor'],
    ['', ''],
  ])('of the name %j', (name, title) => {
    expect(titleOfName(name)).toBe(title);
  });

  test.each([
    [['npx', '--package', 'foo-mcp', 'foo'], 'Foo'],
    [['uv', 'run', '--directory', '/x', 'trips-mcp'], 'Trips'],
    [['python', '-m', 'mcp_server_fetch'], 'Fetch'],
    [['docker', 'run', '-i', '--name', 'x', '-v', 'a:b', 'mcp/time'], 'Time'],
    [['/usr/bin/node'], 'Node'],
  ])('of the command %j', ([command = '', ...args], title) => {
    expect(titleOfCommand(command, args)).toBe(title);
  });
});

describe('secrets', () => {
  test.each([
    'GITHUB_TOKEN',
    'api-key',
    'X-Api-Key',
    'apiKey',
    'OPENAI_API_KEY',
    'password',
    'DB_PASSWORD',
    'Authorization',
    'client_secret',
    'Cookie',
    '--token',
    'GITHUB_PAT',
    'AWS_SECRET_ACCESS_KEY',
  ])('by the name %s', (name) => expect(isSecretName(name)).toBe(true));
  test.each([
    'PORT',
    'MAX_TOKENS',
    'MONKEY',
    'PUBLIC_KEY',
    'TOKEN_FILE',
    'KEYBOARD',
    'PATH',
    'AUTHOR',
    'COMPAT',
    'USER_ID',
  ])('not by the name %s', (name) => expect(isSecretName(name)).toBe(false));
  test.each([
    'ghp_abcdefghijklmnopqrstuvwx0123456789',
    'sk-proj-abcdefghijklmnop',
    'xoxb-1234567890-abcdefghij',
    'Bearer abcdefghijk',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc',
    'postgres://u:p@localhost/db',
    'Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MHF3',
  ])('by the value %s', (value) => expect(looksLikeSecret(value)).toBe(true));
  test.each([
    '@modelcontextprotocol/server-filesystem',
    '/home/ann/projects/some-long-folder-name-2024',
    'https://example.com/some/path?x=1',
    'claude-sonnet-4-20250514-preview',
    '123e4567-e89b-12d3-a456-426614174000',
    'postgres://localhost/db',
    'true',
    '',
  ])('not by the value %s', (value) => expect(looksLikeSecret(value)).toBe(false));
});

describe('words of a command line', () => {
  test.each([
    ['a\\\\b', ['a\\b']],
    ['C:\\dir\\ next', ['C:\\dir next']],
    ['"C:\\a\\b" \'C:\\a\\b\'', ['C:\\a\\b', 'C:\\a\\b']],
    ['C:\\\\a\\\\b', ['C:\\a\\b']],
    ['a""b \'\' ""', ['ab', '', '']],
    ['"a\\"b\\$c"', ['a"b$c']],
    ['a#b', ['a#b']],
    ['a=<b c> <d>', ['a=<b c>', '<d>']],
  ])('%j', (text, words) => {
    expect(splitCommandLine(text).commands.flatMap((command) => command.words)).toEqual(words);
  });

  test('tells the line each command starts on', () => {
    const { commands } = splitCommandLine('a \\\nb\n\n"c\nd"\ne');
    expect(commands.map(({ line, words }) => [line, words])).toEqual([
      [1, ['a', 'b']],
      [4, ['c\nd']],
      [6, ['e']],
    ]);
  });
});

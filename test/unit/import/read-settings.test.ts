import { describe, expect, test } from 'vitest';

import { readAnyFile, readText } from '../../../src/main/import/read-any.ts';
import { readSettings } from '../../../src/main/import/read-settings.ts';
import type { ConfigFormat } from '../../../src/main/config-formats/read-config.ts';
import { fixture, inWords } from './golden.ts';

const read = (text: string, format: ConfigFormat = 'json', roots = [['mcpServers']]) => {
  const { servers, problems } = readSettings(text, { format, roots, home: '/home/ann' });
  return {
    titles: servers.map(({ reading }) =>
      reading.kind === 'server' ? reading.server.draft.title : 'refused',
    ),
    problems: problems.map(({ severity, code, path, line }) =>
      [severity, code, path, line].filter((part) => part !== '' && part !== undefined).join(' '),
    ),
  };
};
const one = '{ "mcpServers": { "a": { "command": "a-mcp" }, "b": { "command": "b-mcp" } } }';

describe('a settings file', () => {
  test('may begin with a mark, end lines as Windows does, hold comments and trailing commas', () => {
    const text = '\uFEFF' + one.replace('{ "mcp', '{\r\n// mine\r\n"mcp').replace('} }', '}, },');
    expect(read(text)).toEqual({ titles: ['A', 'B'], problems: [] });
  });

  test.each([
    ['cut off in the middle', one.slice(0, 44), 'error SYNTAX 1'],
    ['without its last braces', one.slice(0, -4), 'error SYNTAX 1'],
    ['with a comma missing', one.replace('},', '}'), 'error SYNTAX 1'],
    ['with curly quotes', one.replaceAll('"', '”'), 'error SYNTAX 1'],
    ['with single quotes', one.replaceAll('"', "'"), 'error SYNTAX'],
    ['with text behind it', `${one} }`, 'error SYNTAX 1'],
    [
      'with a list for the servers',
      '{ "mcpServers": ["a"] }',
      'error SERVERS_NOT_BLOCK mcpServers 1',
    ],
    [
      'with a text for the servers',
      '{\n"mcpServers": "a"\n}',
      'error SERVERS_NOT_BLOCK mcpServers 2',
    ],
    ['that is only a list', '["a"]', 'error SERVERS_NOT_BLOCK 1'],
  ])('%s gives nothing but the place', (_name, text, problem) => {
    expect(read(text)).toEqual({ titles: [], problems: [problem] });
  });

  test.each([
    ['toml', '[mcp_servers.a\ncommand = "a"', [['mcp_servers']]],
    ['toml', '[mcp_servers.a]\ncommand = "a"\n[mcp_servers.a]\ncommand = "b"', [['mcp_servers']]],
    ['yaml', 'mcpServers:\n  a:\n   command: "a', [['mcpServers']]],
  ] as const)('damaged %s gives nothing but the line: %j', (format, text, roots) => {
    const { titles, problems } = read(text, format, roots as unknown as string[][]);
    expect(titles).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^error SYNTAX.* \d+$/)]);
  });

  test.each<[string, ConfigFormat, number, number]>([
    ['{\n  "mcpServers": {\n    "a": { command: "a" }\n', 'json', 3, 12],
    ['{\r\n\t"mcpServers": { "a" { } }\r\n}', 'json', 2, 22],
    ['\uFEFF{ "mcpServers" }', 'json', 1, 16],
    ['[mcp_servers.a]\ncommand = a', 'toml', 2, 11],
    ['mcpServers:\n  a:\n    command: "a\n', 'yaml', 3, 16],
  ])('damage is told with line and column: %j', (text, format, line, column) => {
    const { servers, problems } = readSettings(text, { format, roots: [], home: '/home/ann' });
    expect(servers).toEqual([]);
    expect(problems[0]).toMatchObject({ code: 'SYNTAX', line, column });
  });

  test('one wrong server is refused with its place, the others are read', () => {
    const text = '{ "mcpServers": {\n"a": { "command": "a-mcp" },\n"b": "oops",\n"c": {} } }';
    expect(read(text)).toEqual({ titles: ['A', 'refused', 'refused'], problems: [] });
    const { servers } = readSettings(text, { format: 'json', roots: [], home: '/' });
    expect(servers.slice(1).map((found) => inWords(found, '/nowhere'))).toEqual([
      { path: 'mcpServers.b', refused: ['SERVER_NOT_OBJECT:3'] },
      { path: 'mcpServers.c', refused: ['MISSING_TRANSPORT:4'] },
    ]);
  });

  test('keys given twice are said, those elsewhere in the file are not', () => {
    const text = '{ "x": 1, "x": 2, "mcpServers": { "a": { "command": "a", "command": "b" } } }';
    expect(read(text).problems).toEqual(['warning DUPLICATE_KEY mcpServers.a.command 1']);
  });

  test.each(['', '  \n', '{}', '{ "theme": "dark", "lsp": { "x": { "command": "x" } } }'])(
    'without servers is no problem: %j',
    (text) => {
      expect(read(text)).toEqual({ titles: [], problems: [] });
    },
  );

  test('may be large, as long as the servers in it are not', () => {
    const history = Array.from({ length: 12_000 }, (_, i) => ({
      display: `[[[{ ${i} ${'x'.repeat(120)}`,
      at: i,
    }));
    const text = JSON.stringify({ history, mcpServers: { a: { command: 'a-mcp' } } });
    expect(text.length).toBeGreaterThan(1_500_000);
    expect(read(text)).toEqual({ titles: ['A'], problems: [] });
  });

  test('nested without end is refused', () => {
    const text = `{ "mcpServers": ${'['.repeat(100_000)}`;
    expect(read(text)).toEqual({ titles: [], problems: ['error TOO_DEEP'] });
  });

  test('of a thousand servers gives them all', () => {
    const entries = Array.from({ length: 1_000 }, (_, i) => [`s${i}`, { command: `s${i}` }]);
    const text = JSON.stringify({ mcpServers: Object.fromEntries(entries) });
    expect(read(text).titles).toHaveLength(1_000);
  });
});

describe('a file somebody chose', () => {
  const titles = (name: string, text: string) =>
    readAnyFile(name, text, '/home/ann').servers.map(({ reading }) =>
      reading.kind === 'server' ? reading.server.draft.title : 'refused',
    );

  test('may be the settings of any app, a server.json, or a text with a snippet', () => {
    expect(titles('/x/settings.json', fixture('zed', 'settings.json'))).toEqual([
      'Postgres',
      'Linear',
    ]);
    expect(titles('/x/librechat.yaml', fixture('librechat', 'librechat.yaml'))).toEqual([
      'Firecrawl',
      'Spotify',
    ]);
    expect(titles('/x/server.json', fixture('inputs', 'server.json'))).toHaveLength(2);
    expect(titles('/x/README.md', '# Use\n```\nnpx -y notes-mcp\n```\n')).toEqual(['Notes']);
  });

  test.each([
    ['a brace is missing at its end', one.slice(0, -4)],
    ['its names stand in single quotes', one.replaceAll('"', "'")],
    ['a path has single backslashes', '{"mcpServers":{"a":{"command":"C:\\Users\\ann\\run.exe"}}}'],
  ])('with a slip (%s) is read as the same text pasted, and says so', (_slip, text) => {
    const chosen = readAnyFile('/x/a.json', text, '/home/ann');
    expect(chosen).toEqual(readText(text, '/home/ann'));
    expect(chosen.servers.length).toBeGreaterThan(0);
  });

  test('of which nothing can be made says what is wrong as an app’s file does', () => {
    const { servers, problems } = readAnyFile('/x/a.json', '{"mcpServers": {"a": ]', '/home/ann');
    expect(servers).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['SYNTAX']);
  });

  test('without a server says what was expected', () => {
    const { problems } = readAnyFile('/x/a.json', '{"theme":"dark"}', '/home/ann');
    expect(problems.map(({ code }) => code)).toEqual(['NO_SERVER']);
  });
});

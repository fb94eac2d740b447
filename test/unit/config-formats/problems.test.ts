import { describe, expect, test } from 'vitest';
import type { ServerSummary } from './summary.ts';
import { onlyServer, summaryOf } from './summary.ts';

const server = (fields: string): string => `{\n"mcpServers": {\n"a": {\n${fields}\n}\n}\n}`;

describe('half-right configurations', () => {
  const refused: [string, string, string[]][] = [
    [
      'no command and no address',
      server('"args": ["x"]'),
      ['error MISSING_TRANSPORT mcpServers.a:3'],
    ],
    ['an empty command', server('"command": " "'), ['error MISSING_TRANSPORT mcpServers.a:3']],
    [
      'a remote type without an address',
      server('"type": "http"'),
      ['error MISSING_TRANSPORT mcpServers.a:3'],
    ],
    [
      'a server that is a text',
      server('').replace(/\{\n\n\}/, '"npx"'),
      ['error SERVER_NOT_OBJECT mcpServers.a:3'],
    ],
    [
      'a scheme nobody can contact',
      server('"url": "unix:///tmp/x"'),
      ['error SCHEME_UNSUPPORTED mcpServers.a.url:3'],
    ],
    [
      'a WebSocket type with http',
      server('"type":"ws","url": "http://localhost/x"'),
      ['error TYPE_MISMATCH mcpServers.a.url:3'],
    ],
    ['nothing inside', '{"mcpServers": {}}', ['error NO_SERVER :1']],
    ['another kind of file', '{"name": "x", "version": "1"}', ['error NO_SERVER :1']],
    [
      'a package of an unknown registry',
      '{"name": "a", "packages": [\n{"registryType": "floppy", "identifier": "x"}]}',
      ['error MISSING_TRANSPORT transport:2'],
    ],
    ['a package list without packages', '{"name": "a", "packages": []}', ['error NO_SERVER :1']],
    [
      'a TOML table without a server',
      '[mcp_servers.a]\nenabled = true\n',
      ['error MISSING_TRANSPORT mcp_servers.a:1'],
    ],
    [
      'a YAML block without a server',
      'mcpServers:\n  a:\n    args: []\n',
      ['error MISSING_TRANSPORT mcpServers.a:2'],
    ],
  ];
  test.each(refused)('without a draft: %s', (_, text, problems) => {
    expect(summaryOf(text)).toMatchObject({ servers: [], problems });
  });

  const drafted: [string, string, ServerSummary][] = [
    [
      'arguments in one text',
      '"command": "npx",\n"args": "-y \'x y\'"',
      { title: 'A', run: ['npx', '-y', 'x y'], problems: ['error ARGS_NOT_LIST transport.args:5'] },
    ],
    [
      'arguments as a block',
      '"command": "npx",\n"args": {"a": 1}',
      { title: 'A', run: ['npx'], problems: ['error ARGS_NOT_LIST transport.args:5'] },
    ],
    [
      'a number among arguments',
      '"command": "npx",\n"args": ["--port",\n80]',
      {
        title: 'A',
        run: ['npx', '--port', '80'],
        problems: ['warning VALUE_COERCED transport.args.1:6'],
      },
    ],
    [
      'a list among arguments',
      '"command": "npx",\n"args": ["a",\n["b"]]',
      { title: 'A', run: ['npx', 'a'], problems: ['error VALUE_NOT_TEXT transport.args.1:6'] },
    ],
    [
      'numbers and flags in env',
      '"command": "x",\n"env": {"PORT": 1,\n"ON": true}',
      {
        title: 'A',
        run: ['x'],
        values: { PORT: '1', ON: 'true' },
        problems: [
          'warning VALUE_COERCED transport.env.PORT:5',
          'warning VALUE_COERCED transport.env.ON:6',
        ],
      },
    ],
    [
      'a block in env',
      '"command": "x", "env": {\n"P": {}}',
      { title: 'A', run: ['x'], problems: ['error VALUE_NOT_TEXT transport.env.P:5'] },
    ],
    [
      'env as a text',
      '"command": "x",\n"env": "A"',
      { title: 'A', run: ['x'], problems: ['error VALUES_NOT_MAP transport.env:5'] },
    ],
    [
      'env as a list of pairs',
      '"command": "x",\n"env": ["A=b=c"]',
      { title: 'A', run: ['x'], values: { A: 'b=c' } },
    ],
    [
      'an impossible variable name',
      '"command": "x",\n"env": {"A=B": "c"}',
      { title: 'A', run: ['x'], problems: ['error NAME_INVALID transport.env.A=B:3'] },
    ],
    [
      'an impossible header name',
      '"url": "https://e.com/mcp",\n"headers": {"A B": "c"}',
      {
        title: 'A',
        at: 'streamable-http https://e.com/mcp',
        problems: ['error NAME_INVALID transport.headers.A B:3'],
      },
    ],
    [
      'a header on two lines',
      '"url": "https://e.com/mcp",\n"headers": {"A": "b\\r\\nC: d"}',
      {
        title: 'A',
        at: 'streamable-http https://e.com/mcp',
        problems: ['error HEADER_VALUE_INVALID transport.headers.A:3'],
      },
    ],
    [
      'both a command and an address',
      '"command": "x", "url": "https://e.com"',
      {
        title: 'A',
        run: ['x'],
        extras: { url: 'https://e.com' },
        problems: ['error COMMAND_AND_URL transport:3', 'warning UNKNOWN_FIELD extras.url:4'],
      },
    ],
    [
      'both, with a type that decides',
      '"type": "http", "command": "x", "url": "https://e.com"',
      {
        title: 'A',
        at: 'streamable-http https://e.com',
        extras: { command: 'x' },
        problems: ['error COMMAND_AND_URL transport:3', 'warning UNKNOWN_FIELD extras.command:4'],
      },
    ],
    [
      'an unknown type',
      '"command": "x",\n"type": "grpc"',
      { title: 'A', run: ['x'], problems: ['error TYPE_UNKNOWN transport.type:5'] },
    ],
    [
      'a type that contradicts',
      '"command": "x",\n"type": "sse"',
      { title: 'A', run: ['x'], problems: ['warning TYPE_MISMATCH transport.type:3'] },
    ],
    [
      'a WebSocket address of another type',
      '"url": "ws://localhost/x", "type": "http"',
      {
        title: 'A',
        at: 'websocket ws://localhost/x',
        problems: ['warning TYPE_MISMATCH transport.type:3'],
      },
    ],
    ['a key given twice', '"command": "x",\n"command": "y"', { title: 'A', run: ['y'] }],
    [
      'a flag that is none',
      '"command": "x",\n"disabled": "maybe"',
      { title: 'A', run: ['x'], problems: ['warning FIELD_INVALID disabled:5'] },
    ],
    [
      'a small timeout',
      '"command": "x",\n"timeout": 30',
      {
        title: 'A',
        run: ['x'],
        timeouts: { callMs: 30_000 },
        problems: ['warning TIMEOUT_UNIT timeouts.callMs:5'],
      },
    ],
    [
      'a huge timeout',
      '"command": "x",\n"timeout": 1e12',
      {
        title: 'A',
        run: ['x'],
        timeouts: { callMs: 86_400_000 },
        problems: ['warning TIMEOUT_RANGE timeouts.callMs:5'],
      },
    ],
    [
      'a timeout that is none',
      '"command": "x",\n"timeout": "soon"',
      { title: 'A', run: ['x'], problems: ['warning FIELD_INVALID timeouts.callMs:5'] },
    ],
    [
      'a secret in an unknown field',
      '"command": "x",\n"deploy": {"token": "abc123"}',
      { title: 'A', run: ['x'], problems: ['warning SECRET_DROPPED extras.deploy:5'] },
    ],
    [
      'an unsafe key',
      '"command": "x", "env": {"__proto__": "y"}, "__proto__": {"z": 1}',
      { title: 'A', run: ['x'] },
    ],
    [
      'an endpoint that is none',
      '"url": "https://e.com/mcp", "oauth": {\n"tokenUrl": "e.com"}',
      {
        title: 'A',
        at: 'streamable-http https://e.com/mcp',
        auth: { type: 'oauth' },
        problems: ['error URL_INVALID auth.tokenUrl:5'],
      },
    ],
  ];
  test.each(drafted)('with a draft: %s', (_, fields, expected) => {
    expect(onlyServer(server(fields))).toEqual(expected);
  });

  test('tells keys and servers that occur twice', () => {
    const text =
      '{\n"mcpServers": {\n"a": {"command": "x"},\n"a": {"command": "y", "command": "z"}\n}\n}';
    expect(summaryOf(text)).toEqual({
      format: 'json',
      servers: [
        { title: 'A', run: ['x'] },
        { title: 'A', run: ['z'] },
      ],
      problems: [
        'warning DUPLICATE_KEY mcpServers.a:4',
        'warning DUPLICATE_KEY mcpServers.a.command:4',
        'warning DUPLICATE_SERVER mcpServers.a:4',
      ],
    });
  });

  test('keeps the good servers of a configuration with a bad one', () => {
    const text = '{"mcpServers": {"a": {}, "b": {"command": "y"}}}';
    expect(summaryOf(text)).toEqual({
      format: 'json',
      servers: [{ title: 'B', run: ['y'] }],
      problems: ['error MISSING_TRANSPORT mcpServers.a:1'],
    });
  });
});

describe('repaired slips', () => {
  const a = [{ title: 'A', run: ['x'] }];
  test.each([
    [
      'a misspelt heading',
      '{"mcp-servers": {"a": {"command": "x"}}}',
      ['warning KEY_SPELLING mcp-servers:1'],
    ],
    ['curly quotes', '{\n“mcpServers”: {“a”: {“command”: “x”}}}', ['warning SMART_QUOTES :2']],
    ['single quotes', "{'mcpServers': {'a': {'command': 'x'}}}", ['warning SYNTAX_REPAIRED']],
    ['bare names', '{mcpServers: {a: {command: "x"}}}', ['warning SYNTAX_REPAIRED']],
    ['missing braces', '{"mcpServers": {\n"a": {"command": "x"', ['warning SYNTAX_REPAIRED :2']],
    ['a brace too many', '"a": {"command": "x"}\n}', ['warning SYNTAX_REPAIRED :2']],
    [
      'a missing comma',
      '{"mcpServers": {"a": {"command": "x"\n"args": []}}}',
      ['warning SYNTAX_REPAIRED :2'],
    ],
  ])('%s', (_, text, problems) => {
    expect(summaryOf(text)).toEqual({ format: 'json', servers: a, problems });
  });
});

describe('texts that cannot be read', () => {
  test.each([
    ['json', '{\n"a": {"command": }\n}', 'error SYNTAX :2'],
    ['json', '{"a"\n{}}', 'error SYNTAX :2'],
    ['json', '{"a": "b\nc"}', 'error SYNTAX :1'],
    ['toml', '[mcp_servers.a]\ncommand = "x"\nargs = [', 'error SYNTAX :3'],
    ['toml', '[mcp_servers.a]\ncommand = "x"\ncommand = "y"', 'error SYNTAX :3'],
    ['yaml', 'mcpServers:\n  a:\n    command: x\n   args: []', 'error SYNTAX :4'],
    ['yaml', 'mcpServers:\n\ta:\n', 'error SYNTAX :2'],
    ['unknown', 'Would you please add the weather server for me?', 'error NOT_UNDERSTOOD'],
    ['unknown', 'Note: do this first', 'error NOT_UNDERSTOOD'],
    ['unknown', '????', 'error NOT_UNDERSTOOD'],
    ['unknown', ' \n\t ', 'error EMPTY'],
  ])('%s: %j', (format, text, problem) => {
    expect(summaryOf(text)).toEqual({ format, servers: [], problems: [problem] });
  });
});

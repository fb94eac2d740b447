import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pasteReadingSchema } from '../../../src/shared/domain/server.ts';
import { splitCommandLine } from '../../../src/main/config-formats/command-words.ts';
import { pasteProblemCodes } from '../../../src/main/config-formats/problem.ts';
import { readPaste } from '../../../src/main/config-formats/read-paste.ts';

/** Quotes words as a POSIX shell wants them. */
const joinCommandLine = (words: readonly string[]): string =>
  words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`))
    .join(' ');

/** Reads `text`; whatever it is, the answer has the promised shape. */
function readSoundly(text: string): ReturnType<typeof readPaste> {
  const reading = readPaste(text, { home: '/home/ann' });
  expect(pasteReadingSchema.parse(reading)).toEqual(reading);
  const problems = [...reading.problems, ...reading.servers.flatMap((server) => server.problems)];
  for (const { code, message } of problems) {
    expect(Object.hasOwn(pasteProblemCodes, code)).toBe(true);
    expect(message).not.toBe('');
  }
  if (reading.servers.length === 0)
    expect(problems.some((problem) => problem.severity === 'error')).toBe(true);
  return reading;
}

const word = fc.constantFrom(
  ...'npx -y {"mcpServers": [mcp_servers.a] mcpServers: command url = : , } ] { [ " \' \\ $ ` <a> | \n \t ~ ${input:a} {{A}} https:// cursor://x?config= vscode:mcp/install? ``` # - & * << __proto__ args env headers 1 null true'.split(
    ' ',
  ),
);

const json = fc.letrec<{ value: unknown; server: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, 0, -1, 1e300, '', 'x', '${A}', '<b>', 'https://a:b@c/sse'),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('server'),
  ),
  server: fc.dictionary(
    fc.oneof(
      fc.constantFrom(
        'command',
        'args',
        'env',
        'url',
        'httpUrl',
        'headers',
        'type',
        'oauth',
        'apiKey',
        'timeout',
      ),
      fc.constantFrom(
        'mcpServers',
        'servers',
        'mcp',
        'extensions',
        'inputs',
        'packages',
        'remotes',
        'name',
        'title',
      ),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'toString',
        'customUserVars',
        'cwd',
        'enabled',
        'description',
      ),
      fc.string({ maxLength: 4 }),
    ),
    tie('value'),
    { maxKeys: 6 },
  ),
}));

describe('whatever is pasted', () => {
  test('any text is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void readSoundly(text)),
    );
  });

  test('any mixture of telling words is answered', () => {
    const words = fc.array(word, { maxLength: 25 });
    fc.assert(
      fc.property(
        words,
        fc.constantFrom('', ' ', '\n'),
        (parts, glue) => void readSoundly(parts.join(glue)),
      ),
      { numRuns: 1_000 },
    );
  });

  test('any JSON of suspicious keys is answered', () => {
    fc.assert(
      fc.property(json.server, (value) => void readSoundly(JSON.stringify(value))),
      { numRuns: 500 },
    );
  });

  test('any damaged JSON is answered', () => {
    const text = json.server.map((value) => JSON.stringify({ mcpServers: { a: value } }, null, 1));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(8), fc.string({ maxLength: 3 }), (whole, at, cut, put) => {
        const start = at % whole.length;
        readSoundly(whole.slice(0, start) + put + whole.slice(start + cut));
      }),
      { numRuns: 500 },
    );
  });

  test('any link is answered with at most a filled form', () => {
    fc.assert(
      fc.property(json.server, fc.boolean(), (value, plain) => {
        const text = JSON.stringify(value);
        const config = plain ? encodeURIComponent(text) : Buffer.from(text).toString('base64');
        expect(readSoundly(`cursor://a/mcp/install?name=x&config=${config}`).format).toBe('link');
      }),
    );
  });
});

describe('command lines', () => {
  test('come back word for word after quoting', () => {
    const argument = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...`'"\\ \n\t$\`|&;<>()#~C:=-x`) }),
    );
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1 }), (argv) => {
        const { commands, problem } = splitCommandLine(joinCommandLine(argv));
        expect(problem).toBeUndefined();
        expect(commands.map((command) => command.words)).toEqual([argv]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('reach the draft word for word', () => {
    const argument = fc
      .string({ unit: fc.constantFrom(...`'"\\ |&;()#C:-ab`) })
      .filter((text) => !text.includes('\n'));
    fc.assert(
      fc.property(fc.array(argument), (args) => {
        const [server] = readPaste(joinCommandLine(['npx', 'a-mcp', ...args])).servers;
        expect(server?.draft.transport).toMatchObject({ command: 'npx', args: ['a-mcp', ...args] });
      }),
    );
  });
});

describe('limits', () => {
  const codesOf = (text: string): string[] => readSoundly(text).problems.map(({ code }) => code);

  test('refuses more than 1 MiB without looking inside', () => {
    expect(codesOf('{"mcpServers": {'.padEnd(10_485_760, ' '))).toEqual(['TOO_LARGE']);
    expect(codesOf('x'.repeat(1_048_577))).toEqual(['TOO_LARGE']);
  });

  test.each([
    ['JSON lists', '{"a":'.padEnd(600_000, '[')],
    ['JSON blocks', '{"a":'.repeat(65) + '1' + '}'.repeat(65)],
    ['YAML lists', `mcpServers: ${'['.repeat(100_000)}`],
    ['YAML dashes', `mcpServers:\n  ${'- '.repeat(5_000)}x`],
    [
      'YAML indentation',
      `mcpServers:\n${Array.from({ length: 80 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}`,
    ],
    ['TOML lists', `[mcp_servers.a]\nargs = ${'['.repeat(100_000)}`],
  ])('refuses more than 64 levels: %s', (_, text) => {
    expect(codesOf(text)).toEqual(['TOO_DEEP']);
  });

  test('refuses YAML that grows without end', () => {
    const lines = Array.from(
      { length: 12 },
      (_, i) =>
        `x${i}: &x${i} [${Array(9)
          .fill(i === 0 ? 'a' : `*x${i - 1}`)
          .join(', ')}]`,
    );
    expect(codesOf(`${lines.join('\n')}\nmcpServers:\n  a:\n    command: *x11\n`)).toEqual([
      'TOO_MANY',
    ]);
    expect(codesOf('mcpServers: &a\n  b: *a\n')).toEqual(['TOO_DEEP']);
  });

  test.each(['\\', '"', '/**/', 'npx <a> ', '${A}', '— –a ', 'export A=b\n', '"a" ', 'a.', '['])(
    'answers a megabyte of %j',
    (part) => {
      readSoundly(part.repeat(1_000_000 / part.length));
      readSoundly(`npx a-mcp ${part.repeat(1_000_000 / part.length)}`);
    },
  );

  test('reads at most 200 servers', () => {
    const servers = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`s${i}`, { command: 'x' }]),
    );
    const reading = readSoundly(JSON.stringify({ mcpServers: servers }));
    expect(reading.servers).toHaveLength(200);
    expect(reading.problems.map(({ code }) => code)).toEqual(['TOO_MANY']);
  });

  test('follows YAML anchors and merges within reason', () => {
    const text =
      'base: &base\n  command: npx\n  args: [-y, a-mcp]\nmcpServers:\n  a:\n    <<: *base\n    args: [b-mcp]\n';
    expect(readSoundly(text).servers[0]?.draft.transport).toMatchObject({
      command: 'npx',
      args: ['b-mcp'],
    });
  });
});

describe('unsafe keys', () => {
  test.each([
    '{"mcpServers": {"__proto__": {"command": "x"}, "a": {"command": "y", "__proto__": {"polluted": true}, "env": {"__proto__": "z"}}}}',
    '[mcp_servers.__proto__]\ncommand = "x"\n[mcp_servers.a]\ncommand = "y"\n[mcp_servers.a.__proto__]\npolluted = true\n',
    'mcpServers:\n  __proto__:\n    command: x\n  a:\n    command: y\n    __proto__:\n      polluted: true\n',
    'env __proto__=x y-mcp a',
  ])('are left out: %s', (text) => {
    const { servers } = readSoundly(text);
    expect(
      servers.map(({ draft }) => (draft.transport.type === 'stdio' ? draft.transport.command : '')),
    ).toEqual([text.startsWith('env') ? 'y-mcp' : 'y']);
    for (const { draft } of servers)
      expect(Object.getPrototypeOf(draft.extras)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

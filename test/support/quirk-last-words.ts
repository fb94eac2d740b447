import type { Quirk } from './quirk-kit.ts';

const rows: readonly (readonly [
  string,
  string,
  string,
  string,
  Readonly<Record<string, string>>,
])[] = [
  [
    'ends',
    'stderr',
    "npm error 404  'nothing@*' is not in this registry.",
    'PACKAGE_NOT_FOUND',
    { what: 'nothing' },
  ],
  [
    'ends',
    'stderr',
    'npm error notarget No matching version found for a@99.0.0.',
    'PACKAGE_VERSION_NOT_FOUND',
    { what: 'a@99.0.0' },
  ],
  ['ends', 'stderr', "Error: Cannot find module 'zod'", 'PART_MISSING', { what: 'zod' }],
  ['ends', 'stderr', 'Error: Could not locate the bindings file. Tried:', 'PART_MISSING', {}],
  [
    'ends',
    'stderr',
    'getaddrinfo ENOTFOUND api.example.com',
    'TARGET_UNREACHABLE',
    { what: 'api.example.com' },
  ],
  ['ends', 'stderr', 'Missing required variable API_KEY', 'VARIABLE_WANTED', { what: 'API_KEY' }],
  [
    'ends',
    'stderr',
    'Error: the moon is full',
    'PROCESS_EXITED',
    { words: 'Error: the moon is full' },
  ],
  ['ends', 'stdout', 'Usage: thing [options]', 'PRINTS_TEXT', { words: 'Usage: thing [options]' }],
  [
    'hangs',
    'stderr',
    '[retry] connect ECONNREFUSED 127.0.0.1:6379',
    'TARGET_UNREACHABLE',
    { what: '127.0.0.1:6379' },
  ],
  ['hangs', 'stderr', 'waiting for the moon', 'TIMED_OUT', { words: 'waiting for the moon' }],
  [
    'hangs',
    'stdout',
    'Listening on http://0.0.0.0:3456/mcp',
    'PRINTS_TEXT',
    { address: 'http://127.0.0.1:3456/mcp' },
  ],
];

/** Programs that say themselves why they are no server, and what a person is told. */
export const lastWordsQuirks: readonly Quirk[] = rows.map(([how, where, line, code, params]) => ({
  what: `it ${how} and says on ${where}: ${line}`,
  door: 'stdio',
  command: ['says-why', how, where, line],
  // Who hangs is given up soon; who ends is waited for.
  ...(how === 'hangs' && { times: { connectMs: 4_000 } }),
  right: { failure: { code, params } },
}));

/** Addresses that cannot work, and the sentence that is right for them. */
export const addressQuirks: readonly Quirk[] = [
  {
    what: 'an HTTP+SSE server sends to another origin',
    door: 'sse',
    command: ['addresses', 'foreign-endpoint'],
    right: {
      state: 'failed',
      failure: { code: 'REDIRECT_REFUSED', params: { to: 'http://127.0.0.2:9' } },
    },
  },
  ...['404', '405', '400', '501'].map((status): Quirk => ({
    what: `an address of Streamable HTTP speaks HTTP+SSE, and answers ${status}`,
    door: 'streamable-http',
    command: ['addresses', 'old', status],
    calls: ['echo'],
    right: { state: 'ready', era: 'legacy', reachedBy: 'sse', calls: ['hello'], finally: 'ready' },
  })),
  ...['404', '403', '500'].map((status): Quirk => ({
    what: `an address of Streamable HTTP answers ${status}, and its stream says nothing`,
    door: 'streamable-http',
    command: ['addresses', 'silent-stream', status],
    right: { failure: { params: { status: Number(status) } } },
  })),
];

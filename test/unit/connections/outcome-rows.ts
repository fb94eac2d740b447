import type { SessionOutcome } from '../../../src/main/sessions/session.ts';
import { refused, unavailable } from '../../../src/main/oauth/auth-failure.ts';
import type {
  AuthFailure,
  RefusalCode,
  SignInReason,
} from '../../../src/main/oauth/auth-failure.ts';

const url = 'https://mcp.example.com/mcp';

export const http = (
  status: number,
  more: Partial<Extract<SessionOutcome, { kind: 'http-status' }>> = {},
) => ({ kind: 'http-status', status, url, ...more }) as const;
/** A way that ended at the proxy. */
const proxy = (reason: 'sign-in' | 'refused' | 'unreachable' | 'unusable') =>
  ({ kind: 'proxy', reason, proxy: 'proxy.example:8080', detail: 'HTTP 403' }) as const;
export const network = (errno: string) =>
  ({ kind: 'network', errno, address: 'mcp.example.com:443', detail: 'it broke' }) as const;
export const spawn = (
  reason: Extract<SessionOutcome, { kind: 'spawn-failed' }>['reason'],
  command = './my-server',
) => ({ kind: 'spawn-failed', reason, command }) as const;
export const exit = (
  exitCode: number | null,
  more: Partial<Extract<SessionOutcome, { kind: 'process-exited' }>> = {},
) =>
  ({
    kind: 'process-exited',
    exitCode,
    signal: null,
    stderrTail: [],
    stdoutGarbage: 0,
    duringHandshake: true,
    ...more,
  }) as const;
const timedOut = (phase: 'starting' | 'handshake' | 'listing' | 'request') =>
  ({ kind: 'timed-out', phase, afterMs: 30_000 }) as const;
const rpc = (rpcCode: number, message = 'no') => ({ kind: 'rpc-error', rpcCode, message }) as const;

const signIn = (failure: AuthFailure) => ({ kind: 'sign-in', failure, url }) as const;
const wanted = (reason: SignInReason) => signIn({ kind: 'needs-sign-in', reason, scopes: ['a'] });
const refusal = (code: RefusalCode) => signIn(refused(code, 'because'));

const undecided = signIn({
  kind: 'undecided',
  question: {
    doubts: ['issuer'],
    issuer: 'https://a.example',
    namedIssuer: 'https://b.example',
    hosts: { page: 'b.example', exchange: 'b.example' },
    digest: 'digest',
  },
});

/** Every way something can end, and what has to be said and done about it. */
export const rows: readonly (readonly [
  outcome: SessionOutcome,
  code: string,
  verdict: string,
  action: string,
])[] = [
  [spawn('command-not-found'), 'COMMAND_NOT_FOUND', 'fix-config', 'edit-command'],
  ...['npx', 'uvx', 'uv', 'docker', 'node', 'python', 'python3', 'NPX.cmd', 'uvx.exe'].map(
    (command) =>
      [
        spawn('command-not-found', command),
        'COMMAND_NOT_FOUND',
        'fix-config',
        'install-runtime',
      ] as const,
  ),
  [wanted('no-token'), 'HTTP_UNAUTHORIZED', 'needs-sign-in', 'sign-in'],
  [wanted('expired'), 'SIGN_IN_ENDED', 'needs-sign-in', 'sign-in'],
  [wanted('rejected'), 'SIGN_IN_ENDED', 'needs-sign-in', 'sign-in'],
  [wanted('grant-ended'), 'SIGN_IN_ENDED', 'needs-sign-in', 'sign-in'],
  [wanted('client-rejected'), 'SIGN_IN_ENDED', 'needs-sign-in', 'sign-in'],
  [wanted('not-renewable'), 'SIGN_IN_NOT_RENEWED', 'needs-sign-in', 'sign-in'],
  [wanted('not-accepted'), 'SIGN_IN_NOT_ACCEPTED', 'fix-config', 'edit-settings'],
  [wanted('scope'), 'SCOPE_NEEDED', 'needs-sign-in', 'sign-in'],
  [signIn(unavailable('HTTP 503')), 'TOKEN_UNAVAILABLE', 'retry-soon', 'retry'],
  [
    signIn({ kind: 'unavailable', detail: 'HTTP 500', mayBeOver: true }),
    'TOKEN_UNAVAILABLE',
    'retry-soon',
    'sign-in',
  ],
  [signIn(unavailable('HTTP 503', 9_000)), 'TOKEN_UNAVAILABLE', 'retry-later', 'retry'],
  [refusal('AUTHORIZATION_DENIED'), 'SIGN_IN_DENIED', 'needs-sign-in', 'sign-in'],
  [refusal('AUTHORIZATION_FAILED'), 'SIGN_IN_FAILED', 'needs-sign-in', 'sign-in'],
  [refusal('TOKEN_REFUSED'), 'SIGN_IN_FAILED', 'needs-sign-in', 'sign-in'],
  [refusal('INVALID_ANSWER'), 'SIGN_IN_FAILED', 'needs-sign-in', 'sign-in'],
  [refusal('ISSUER_MISMATCH'), 'SIGN_IN_UNSUPPORTED', 'fix-config', 'edit-settings'],
  [refusal('ANSWER_IN_FRAGMENT'), 'SIGN_IN_UNSUPPORTED', 'fix-config', 'edit-settings'],
  [refusal('SCOPE_INVALID'), 'SCOPE_INVALID', 'needs-sign-in', 'sign-in'],
  [refusal('KEY_WANTED'), 'KEY_WANTED', 'fix-config', 'edit-settings'],
  [refusal('OTHER_ACCOUNT'), 'OTHER_ACCOUNT', 'needs-sign-in', 'sign-in'],
  [refusal('NOT_REUSABLE'), 'SIGN_IN_NOT_REUSABLE', 'needs-sign-in', 'sign-in'],
  [undecided, 'SIGN_IN_UNDECIDED', 'needs-sign-in', 'sign-in'],
  [refusal('LOOPBACK_UNAVAILABLE'), 'SIGN_IN_FAILED', 'needs-sign-in', 'sign-in'],
  [refusal('UNKNOWN_SERVER'), 'SIGN_IN_FAILED', 'needs-sign-in', 'sign-in'],
  [refusal('NO_METADATA'), 'SIGN_IN_UNSUPPORTED', 'fix-config', 'edit-settings'],
  [refusal('INVALID_METADATA'), 'SIGN_IN_UNSUPPORTED', 'fix-config', 'edit-settings'],
  [refusal('RESOURCE_MISMATCH'), 'SIGN_IN_UNSUPPORTED', 'fix-config', 'edit-settings'],
  [refusal('ADDRESS_REFUSED'), 'SIGN_IN_UNSUPPORTED', 'fix-config', 'edit-settings'],
  [refusal('PKCE_UNSUPPORTED'), 'SIGN_IN_UNSUPPORTED', 'fix-config', 'edit-settings'],
  [refusal('SECRET_NEEDS_NAMED_SERVER'), 'ISSUER_NEEDED', 'fix-config', 'edit-settings'],
  [refusal('REGISTRATION_UNSUPPORTED'), 'CLIENT_REFUSED', 'fix-config', 'edit-settings'],
  [refusal('REGISTRATION_REJECTED'), 'CLIENT_REFUSED', 'fix-config', 'edit-settings'],
  [refusal('CLIENT_REJECTED'), 'CLIENT_NOT_ACCEPTED', 'fix-config', 'edit-settings'],
  [refusal('CLIENT_FORGOTTEN'), 'SIGN_IN_FAILED', 'needs-sign-in', 'sign-in'],
  [refusal('SCOPE_REFUSED'), 'SCOPE_REFUSED', 'fix-config', 'edit-settings'],
  [
    signIn({ kind: 'storage', code: 'VAULT_LOCKED', detail: 'locked' }),
    'SECRET_UNAVAILABLE',
    'give-up',
    'retry',
  ],
  [signIn({ kind: 'aborted' }), 'CANCELLED', 'give-up', 'retry'],
  [http(401, { hasOwnKey: true }), 'KEY_REFUSED', 'fix-config', 'edit-settings'],
  [spawn('not-executable'), 'COMMAND_NOT_EXECUTABLE', 'fix-config', 'edit-command'],
  [spawn('cwd-missing'), 'WORKING_DIRECTORY_MISSING', 'fix-config', 'edit-settings'],
  [spawn('interpreter-missing'), 'INTERPRETER_MISSING', 'fix-config', 'install-runtime'],
  [spawn('resources'), 'RESOURCES_EXHAUSTED', 'retry-soon', 'retry'],
  [spawn('other'), 'SPAWN_FAILED', 'fix-config', 'edit-command'],
  [exit(3), 'PROCESS_EXITED', 'retry-soon', 'edit-settings'],
  [exit(0, { duringHandshake: false }), 'PROCESS_EXITED', 'retry-soon', 'retry'],
  [
    exit(1, { stderrTail: ["npm error 404  'no-such-thing@*' is not in this registry."] }),
    'PACKAGE_NOT_FOUND',
    'retry-soon',
    'edit-settings',
  ],
  [
    exit(1, { stderrTail: ['npm error notarget No matching version found for thing@99.0.0.'] }),
    'PACKAGE_VERSION_NOT_FOUND',
    'retry-soon',
    'edit-settings',
  ],
  [
    exit(1, { stderrTail: ['npm error could not determine executable to run'] }),
    'PROGRAM_NOT_IN_PACKAGE',
    'retry-soon',
    'edit-settings',
  ],
  [
    exit(1, {
      stderrTail: ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock.'],
    }),
    'CONTAINERS_UNREACHABLE',
    'retry-soon',
    'retry',
  ],
  [
    exit(1, { stderrTail: ["Error: Cannot find module 'left-pad'"] }),
    'PART_MISSING',
    'retry-soon',
    'retry',
  ],
  [
    exit(1, { stderrTail: ['Error: connect ECONNREFUSED 127.0.0.1:6379'] }),
    'TARGET_UNREACHABLE',
    'retry-soon',
    'retry',
  ],
  [
    exit(1, { stderrTail: ['Error: API_KEY is required'] }),
    'VARIABLE_WANTED',
    'retry-soon',
    'edit-settings',
  ],
  [exit(0, { printed: ['Hello there'] }), 'PRINTS_TEXT', 'retry-soon', 'edit-command'],
  [
    { ...timedOut('handshake'), stderrTail: ['getaddrinfo ENOTFOUND api.example.com'] },
    'TARGET_UNREACHABLE',
    'retry-soon',
    'retry',
  ],
  [
    { ...timedOut('handshake'), printed: ['Listening on port 3000'] },
    'PRINTS_TEXT',
    'retry-soon',
    'edit-settings',
  ],
  [exit(126), 'COMMAND_NOT_EXECUTABLE', 'fix-config', 'edit-command'],
  [exit(127), 'INTERPRETER_MISSING', 'fix-config', 'install-runtime'],
  [exit(127, { duringHandshake: false }), 'PROCESS_EXITED', 'retry-soon', 'retry'],
  [exit(null, { signal: 'SIGKILL' }), 'PROCESS_KILLED', 'retry-soon', 'retry'],
  [exit(null, { signal: 'SIGSEGV' }), 'PROCESS_EXITED', 'retry-soon', 'edit-settings'],
  [http(401), 'HTTP_UNAUTHORIZED', 'needs-sign-in', 'sign-in'],
  [
    http(400, { bodySnippet: '{"error":"invalid_token"}' }),
    'HTTP_UNAUTHORIZED',
    'needs-sign-in',
    'sign-in',
  ],
  [
    http(400, { wwwAuthenticate: 'Bearer error="invalid_grant"' }),
    'HTTP_UNAUTHORIZED',
    'needs-sign-in',
    'sign-in',
  ],
  [
    http(400, { bodySnippet: 'No Authorization header' }),
    'HTTP_UNAUTHORIZED',
    'needs-sign-in',
    'sign-in',
  ],
  [http(400), 'HTTP_CLIENT_ERROR', 'fix-config', 'edit-settings'],
  [http(403), 'HTTP_FORBIDDEN', 'fix-config', 'edit-settings'],
  [
    http(403, { wwwAuthenticate: 'Bearer error="insufficient_scope"' }),
    'HTTP_FORBIDDEN',
    'needs-sign-in',
    'sign-in',
  ],
  [http(404), 'HTTP_NOT_FOUND', 'fix-config', 'edit-url'],
  [http(405), 'HTTP_CLIENT_ERROR', 'fix-config', 'edit-url'],
  [http(407), 'PROXY_REFUSED', 'fix-config', 'edit-settings'],
  [proxy('sign-in'), 'PROXY_REFUSED', 'fix-config', 'edit-settings'],
  [proxy('refused'), 'PROXY_BLOCKED', 'fix-config', 'edit-settings'],
  [proxy('unreachable'), 'PROXY_UNREACHABLE', 'retry-soon', 'retry'],
  [proxy('unusable'), 'PROXY_UNUSABLE', 'fix-config', 'edit-settings'],
  [http(408), 'TIMED_OUT', 'retry-soon', 'retry'],
  [http(410), 'HTTP_NOT_FOUND', 'fix-config', 'edit-url'],
  [http(429), 'HTTP_RATE_LIMITED', 'retry-later', 'wait'],
  [http(429, { retryAfterMs: 7_000 }), 'HTTP_RATE_LIMITED', 'retry-later', 'wait'],
  ...[500, 501, 511, 520].map(
    (status) => [http(status), 'HTTP_SERVER_ERROR', 'retry-soon', 'retry'] as const,
  ),
  ...[502, 503, 504].map(
    (status) => [http(status), 'GATEWAY_ERROR', 'retry-soon', 'retry'] as const,
  ),
  [http(500, { retryAfterMs: 7_000 }), 'HTTP_SERVER_ERROR', 'retry-later', 'retry'],
  [http(503, { retryAfterMs: 7_000 }), 'GATEWAY_ERROR', 'retry-later', 'retry'],
  ...[421, 425].map(
    (status) => [http(status), 'HTTP_CLIENT_ERROR', 'retry-soon', 'retry'] as const,
  ),
  [http(406), 'HTTP_CLIENT_ERROR', 'fix-config', 'edit-url'],
  [http(422), 'HTTP_CLIENT_ERROR', 'fix-config', 'edit-settings'],
  [http(302), 'REDIRECT_REFUSED', 'fix-config', 'edit-url'],
  [http(204), 'PROTOCOL_ERROR', 'retry-soon', 'retry'],
  [
    { kind: 'unexpected-content', url, contentType: 'text/html', bodySnippet: '<html>' },
    'NOT_MCP',
    'fix-config',
    'edit-url',
  ],
  [
    { kind: 'redirect-refused', from: url, to: 'https://evil.example' },
    'REDIRECT_REFUSED',
    'fix-config',
    'edit-url',
  ],
  [network('ECONNREFUSED'), 'CONNECTION_REFUSED', 'retry-soon', 'retry'],
  [network('ENOTFOUND'), 'HOST_NOT_FOUND', 'retry-soon', 'edit-url'],
  [network('EAI_AGAIN'), 'HOST_NOT_FOUND', 'retry-soon', 'retry'],
  [network('ECONNRESET'), 'CONNECTION_RESET', 'retry-soon', 'retry'],
  [network('UNKNOWN'), 'CONNECTION_RESET', 'retry-soon', 'retry'],
  [network('ETIMEDOUT'), 'TIMED_OUT', 'retry-soon', 'retry'],
  [network('ENETUNREACH'), 'NETWORK_UNREACHABLE', 'retry-soon', 'retry'],
  [network('EHOSTUNREACH'), 'NETWORK_UNREACHABLE', 'retry-soon', 'retry'],
  [network('EMFILE'), 'RESOURCES_EXHAUSTED', 'retry-soon', 'retry'],
  ...['ENODATA', 'ENOTFOUND'].map(
    (errno) => [network(errno), 'HOST_NOT_FOUND', 'retry-soon', 'edit-url'] as const,
  ),
  [network('EAI_FAIL'), 'HOST_NOT_FOUND', 'retry-soon', 'retry'],
  ...['ECONNABORTED', 'EPIPE'].map(
    (errno) => [network(errno), 'CONNECTION_RESET', 'retry-soon', 'retry'] as const,
  ),
  [network('ESOCKETTIMEDOUT'), 'TIMED_OUT', 'retry-soon', 'retry'],
  ...['ENETDOWN', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EPERM'].map(
    (errno) => [network(errno), 'NETWORK_UNREACHABLE', 'retry-soon', 'retry'] as const,
  ),
  ...['ENFILE', 'ENOMEM', 'ENOBUFS'].map(
    (errno) => [network(errno), 'RESOURCES_EXHAUSTED', 'retry-soon', 'retry'] as const,
  ),
  [network('HPE_INVALID_CONSTANT'), 'NOT_MCP', 'fix-config', 'edit-url'],
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'].map(
    (errno) => [network(errno), 'TLS_EXPIRED', 'fix-config', 'retry'] as const,
  ),
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'].map(
    (errno) => [network(errno), 'TLS_WRONG_HOST', 'fix-config', 'edit-url'] as const,
  ),
  ...[
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_UNTRUSTED',
  ].map((errno) => [network(errno), 'TLS_UNTRUSTED', 'fix-config', 'edit-url'] as const),
  [network('ERR_SSL_WRONG_VERSION_NUMBER'), 'NOT_TLS', 'fix-config', 'edit-url'],
  [network('EBADPORT'), 'PORT_BLOCKED', 'fix-config', 'edit-url'],
  ...['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'CERT_REVOKED', 'EPROTO'].map(
    (errno) => [network(errno), 'TLS_FAILED', 'fix-config', 'edit-url'] as const,
  ),
  [timedOut('handshake'), 'TIMED_OUT', 'retry-soon', 'retry'],
  [timedOut('starting'), 'TIMED_OUT', 'retry-soon', 'retry'],
  [timedOut('request'), 'TIMED_OUT', 'retry-soon', 'retry'],
  [timedOut('listing'), 'TIMED_OUT', 'retry-soon', 'retry'],
  [
    { kind: 'too-large', what: 'message', limitBytes: 10 },
    'MESSAGE_TOO_LARGE',
    'fix-config',
    'none',
  ],
  [
    { kind: 'too-large', what: 'response', limitBytes: 10 },
    'RESPONSE_TOO_LARGE',
    'fix-config',
    'none',
  ],
  [{ kind: 'stream-closed', detail: 'eof' }, 'STREAM_CLOSED', 'retry-soon', 'retry'],
  [{ kind: 'session-lost', status: 404 }, 'SESSION_LOST', 'retry-soon', 'retry'],
  [rpc(-32_603), 'SERVER_ERROR', 'retry-soon', 'retry'],
  [rpc(-32_602), 'SERVER_ERROR', 'fix-config', 'none'],
  [
    {
      kind: 'rpc-error',
      rpcCode: -32_042,
      message: 'Pay first.',
      data: {
        elicitations: [
          { mode: 'url', elicitationId: 'e1', url: 'https://pay.example/1', message: 'Pay' },
        ],
      },
    },
    'PAGE_NOT_VISITED',
    'retry-soon',
    'none',
  ],
  [rpc(-32_042), 'SERVER_ERROR', 'retry-soon', 'retry'],
  [rpc(401), 'HTTP_UNAUTHORIZED', 'needs-sign-in', 'sign-in'],
  [rpc(403), 'HTTP_FORBIDDEN', 'fix-config', 'edit-settings'],
  [rpc(429), 'HTTP_RATE_LIMITED', 'retry-later', 'wait'],
  ...['HTTP 429', 'Rate limit reached', 'rate-limited', 'Too Many Requests'].map(
    (message) => [rpc(-32_000, message), 'HTTP_RATE_LIMITED', 'retry-later', 'wait'] as const,
  ),
  ...[
    'HTTP 401',
    'error: invalid_token',
    'invalid_grant',
    'Authentication required',
    'Unauthorized',
    'NO AUTHORIZATION header',
  ].map(
    (message) => [rpc(-32_000, message), 'HTTP_UNAUTHORIZED', 'needs-sign-in', 'sign-in'] as const,
  ),
  // Digits inside other numbers, and complaints about an argument, say nothing of the kind.
  [rpc(-32_000, 'row 14290 of 40100'), 'SERVER_ERROR', 'retry-soon', 'retry'],
  [rpc(-32_602, 'unauthorized is no valid value'), 'SERVER_ERROR', 'fix-config', 'none'],
  [{ kind: 'protocol', detail: 'odd' }, 'PROTOCOL_ERROR', 'retry-soon', 'retry'],
  [
    { kind: 'unsupported-version', offered: ['1999-01-01'] },
    'PROTOCOL_UNSUPPORTED',
    'fix-config',
    'edit-settings',
  ],
  [{ kind: 'invalid-url', url: 'x' }, 'INVALID_URL', 'fix-config', 'edit-url'],
  [{ kind: 'aborted' }, 'CANCELLED', 'give-up', 'retry'],
  [{ kind: 'internal', detail: 'bug' }, 'INTERNAL', 'retry-soon', 'retry'],
];

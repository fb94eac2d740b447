import { z } from 'zod';

/**
 * Everything that can go wrong with a server, one code per distinct remedy.
 * Sentences for each code live in `src/shared/i18n`.
 */
export const failureCodes = [
  'COMMAND_NOT_FOUND',
  'COMMAND_NOT_EXECUTABLE',
  'WORKING_DIRECTORY_MISSING',
  'INTERPRETER_MISSING',
  'SPAWN_FAILED',
  'RESOURCES_EXHAUSTED',
  'PROCESS_EXITED',
  'PROCESS_KILLED',
  'PACKAGE_NOT_FOUND',
  'PACKAGE_VERSION_NOT_FOUND',
  'PROGRAM_NOT_IN_PACKAGE',
  'CONTAINERS_UNREACHABLE',
  'PART_MISSING',
  'TARGET_UNREACHABLE',
  'VARIABLE_WANTED',
  'PRINTS_TEXT',
  'MESSAGE_TOO_LARGE',
  'RESPONSE_TOO_LARGE',
  'CONNECTION_REFUSED',
  'HOST_NOT_FOUND',
  'CONNECTION_RESET',
  'NETWORK_UNREACHABLE',
  'TLS_FAILED',
  'NOT_TLS',
  'PORT_BLOCKED',
  'TLS_EXPIRED',
  'TLS_UNTRUSTED',
  'TLS_WRONG_HOST',
  'TIMED_OUT',
  'HTTP_UNAUTHORIZED',
  'SIGN_IN_ENDED',
  'SIGN_IN_DENIED',
  'SIGN_IN_FAILED',
  'SIGN_IN_UNSUPPORTED',
  'SIGN_IN_UNDECIDED',
  'SIGN_IN_NOT_RENEWED',
  'SIGN_IN_NOT_ACCEPTED',
  'SIGN_IN_NOT_REUSABLE',
  'OTHER_ACCOUNT',
  'CLIENT_REFUSED',
  'CLIENT_NOT_ACCEPTED',
  'ISSUER_NEEDED',
  'SCOPE_NEEDED',
  'SCOPE_REFUSED',
  'SCOPE_INVALID',
  'TOKEN_UNAVAILABLE',
  'KEY_REFUSED',
  'KEY_WANTED',
  'HTTP_FORBIDDEN',
  'HTTP_NOT_FOUND',
  'HTTP_RATE_LIMITED',
  'HTTP_CLIENT_ERROR',
  'HTTP_SERVER_ERROR',
  'GATEWAY_ERROR',
  'PROXY_REFUSED',
  'PROXY_BLOCKED',
  'PROXY_UNREACHABLE',
  'PROXY_UNUSABLE',
  'NOT_MCP',
  'REDIRECT_REFUSED',
  'SESSION_LOST',
  'STREAM_CLOSED',
  'SERVER_ERROR',
  'PAGE_NOT_VISITED',
  'PROTOCOL_ERROR',
  'PROTOCOL_UNSUPPORTED',
  'LIST_FAILED',
  'SECRET_UNAVAILABLE',
  'INVALID_URL',
  'NOT_STARTED',
  'PAUSED',
  'TOO_MANY_PROCESSES',
  'CANCELLED',
  'INTERNAL',
] as const;

/** One of {@link failureCodes}. */
export type FailureCode = (typeof failureCodes)[number];

/** The one thing a person can do about a failure. */
export const failureActionSchema = z.enum([
  'retry',
  'edit-command',
  'edit-url',
  'edit-settings',
  'install-runtime',
  'sign-in',
  'wait',
  'none',
]);
export type FailureAction = z.infer<typeof failureActionSchema>;

/** A failure as shown to a person: a code with parameters for its sentence, and the raw error. */
export const failureSchema = z.object({
  code: z.enum(failureCodes),
  /** Values for the sentence of this code, e.g. `{ command: 'uvx' }`. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The raw error, capped in length and free of secrets. */
  detail: z.string(),
  action: failureActionSchema,
  /** When it happened, epoch ms. */
  at: z.number(),
});
export type Failure = Readonly<z.infer<typeof failureSchema>>;

/** What to do after an attempt or a session ended. `afterMs` is what the server asked for. */
export type Verdict =
  | { readonly kind: 'retry-soon' }
  | { readonly kind: 'retry-later'; readonly afterMs: number }
  | { readonly kind: 'needs-sign-in' }
  | { readonly kind: 'needs-setup' }
  | { readonly kind: 'fix-config' }
  | { readonly kind: 'give-up' };

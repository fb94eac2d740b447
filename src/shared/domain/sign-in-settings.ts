import { z } from 'zod';

/** How a client proves itself at the token endpoint (RFC 6749 section 2.3). */
export const tokenMethodSchema = z.enum(['none', 'client_secret_post', 'client_secret_basic']);
export type TokenMethod = z.infer<typeof tokenMethodSchema>;

/** The ways back there are, as redirect addresses: our own scheme, 127.0.0.1, or `localhost`. */
export const redirectWaySchema = z.enum(['deep-link', 'loopback', 'localhost']);
export type RedirectWay = z.infer<typeof redirectWaySchema>;

/** What only the protocol may set; parameters of a person or of a known service never do. */
export const reservedParameters: ReadonlySet<string> = new Set([
  'response_type',
  'response_mode',
  'client_id',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
  'resource',
  'scope',
  'request',
  'request_uri',
]);

/** What every request to a token endpoint has of its own; lower case. */
export const reservedSignInHeaders: ReadonlySet<string> = new Set([
  'accept',
  'connection',
  'content-length',
  'content-type',
  'host',
  'transfer-encoding',
]);

import { z } from 'zod';

import { redirectAddresses } from '../../shared/domain/redirect-addresses.ts';
import { tokenMethodSchema } from '../../shared/domain/sign-in-settings.ts';
import type { TokenMethod } from '../../shared/domain/sign-in-settings.ts';
import type { AuthorizationServer } from './metadata.ts';
import type { RegistrationShape } from './registration-shape.ts';

/** Who we are to one authorization server; never shown to another. */
export const clientIdentitySchema = z.object({
  kind: z.enum(['pre-registered', 'metadata-document', 'registered']),
  clientId: z.string(),
  clientSecret: z.string().optional(),
  authMethod: tokenMethodSchema,
  /** The person said how the secret is sent; nothing else is tried. */
  isMethodFixed: z.boolean().optional(),
  /** Headers the person wants sent to the token endpoint. */
  headers: z.record(z.string(), z.string()).optional(),
});
export type ClientIdentity = Readonly<z.infer<typeof clientIdentitySchema>>;

/** A dynamic registration (RFC 7591) as it is kept, one per issuer. */
export const registrationSchema = z.object({
  client: clientIdentitySchema,
  redirectUris: z.array(z.string()),
  /** The only scopes the client may ask for; absent when none were named. */
  scopes: z.array(z.string()).optional(),
  registeredAt: z.number(),
  /** When the secret runs out, epoch ms. */
  expiresAt: z.number().optional(),
});
export type Registration = Readonly<z.infer<typeof registrationSchema>>;

/** The redirect address that brings the answer back through the operating system. */
export const deepLinkRedirectUri = redirectAddresses['deep-link'];
/** The loopback redirect address without its port, which is free (RFC 8252 section 7.3). */
export const loopbackRedirectUri = redirectAddresses.loopback;

/** Which method a client with (or without) a secret uses. */
export function chooseAuthMethod(
  hasSecret: boolean,
  registered: string | undefined,
  supported: readonly string[] | undefined,
): TokenMethod {
  if (!hasSecret) return 'none';
  const known = tokenMethodSchema.safeParse(registered);
  if (known.success) return known.data;
  if (supported === undefined || supported.includes('client_secret_basic')) {
    return 'client_secret_basic';
  }
  return supported.includes('client_secret_post') ? 'client_secret_post' : 'client_secret_basic';
}

/** The method to ask for when registering: none, unless only methods with a secret are offered. */
export function methodToRegister(supported: readonly string[] | undefined): TokenMethod {
  if (supported === undefined || supported.length === 0 || supported.includes('none'))
    return 'none';
  return chooseAuthMethod(true, undefined, supported);
}

/** How we introduce ourselves. */
export interface ClientDescription {
  readonly name: string;
  readonly uri?: string;
}

/** The body of a registration request (RFC 7591 section 2) for a native app. */
export function registrationRequest(
  description: ClientDescription,
  server: AuthorizationServer,
  redirectUris: readonly string[],
  shape: RegistrationShape,
): Readonly<Record<string, unknown>> {
  const { scopes, wantsSecret, isBare, isCodeOnly } = shape;
  const { authMethods } = server;
  const uri = description.uri === undefined ? {} : { client_uri: description.uri };
  return {
    client_name: description.name,
    ...(isBare === true ? {} : { ...uri, application_type: 'native' }),
    redirect_uris: redirectUris,
    grant_types: ['authorization_code', ...(isCodeOnly === true ? [] : ['refresh_token'])],
    response_types: ['code'],
    token_endpoint_auth_method:
      wantsSecret === true
        ? chooseAuthMethod(true, undefined, authMethods)
        : methodToRegister(authMethods),
    ...(scopes === undefined || scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  };
}

const answerSchema = z.object({
  client_id: z.union([
    z.string().min(1).max(4096),
    z.number().int().nonnegative().transform(String),
  ]),
  client_secret: z.string().max(4096).nullish(),
  client_secret_expires_at: z.number().nullish().catch(undefined),
  token_endpoint_auth_method: z.string().nullish().catch(undefined),
});

/** Reads the answer to a registration; undefined when it is not one. */
export function readRegistration(
  json: unknown,
  asked: {
    readonly redirectUris: readonly string[];
    readonly scopes: readonly string[] | undefined;
    readonly supported: readonly string[] | undefined;
  },
  now: number,
): Registration | undefined {
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { client_id: clientId } = parsed.data;
  // An empty secret is how some services say that there is none.
  const secret = parsed.data.client_secret === '' ? undefined : parsed.data.client_secret;
  const expiresAt = (parsed.data.client_secret_expires_at ?? 0) * 1000;
  const method = parsed.data.token_endpoint_auth_method ?? undefined;
  const authMethod = chooseAuthMethod(secret != null, method, asked.supported);
  return {
    client: {
      kind: 'registered',
      clientId,
      ...(secret == null || authMethod === 'none' ? {} : { clientSecret: secret }),
      authMethod,
    },
    redirectUris: [...asked.redirectUris],
    ...(asked.scopes === undefined ? {} : { scopes: [...asked.scopes] }),
    registeredAt: now,
    ...(expiresAt > 0 ? { expiresAt } : {}),
  };
}

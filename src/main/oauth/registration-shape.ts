/** What a registration leaves out, or says otherwise than we would like to. */
export interface RegistrationShape {
  readonly scopes: readonly string[] | undefined;
  /** Asks for a secret although none is needed. */
  readonly wantsSecret?: true;
  /** Leaves out what kind of program we are and where it lives. */
  readonly isBare?: true;
  /** Names no other grant type than that of codes. */
  readonly isCodeOnly?: true;
}

type Json = Readonly<Record<string, unknown>>;

const aboutSecret = /token_endpoint_auth_method|public client|auth(?:entication)? method/i;
const aboutKind = /application_type|client_uri/i;
const aboutGrants = /grant_types?|refresh_token/i;
const saidIn = ['error', 'error_description', 'message', 'errors', 'detail'] as const;
const maxWords = 4_000;

/**
 * What to ask for after a refusal that names a part of the registration (RFC 7591 section 3.2.2);
 * undefined where it names none, or one that is left out already. Each part goes at most once.
 */
export function lesserRegistration(
  shape: RegistrationShape,
  body: Json | undefined,
): RegistrationShape | undefined {
  // A server may not know the scopes of the resources it protects by their names.
  if (shape.scopes !== undefined && isAboutScope(body)) return { ...shape, scopes: undefined };
  const words = JSON.stringify(saidIn.map((name) => body?.[name])).slice(0, maxWords);
  if (shape.wantsSecret !== true && aboutSecret.test(words)) return { ...shape, wantsSecret: true };
  if (shape.isBare !== true && aboutKind.test(words)) return { ...shape, isBare: true };
  if (shape.isCodeOnly !== true && aboutGrants.test(words)) return { ...shape, isCodeOnly: true };
  return undefined;
}

function isAboutScope(body: Json | undefined): boolean {
  const texts = [body?.['error'], body?.['error_description']];
  // A policy may call itself insufficient_scope, which is not about the scopes of a client.
  return texts.some(
    (text) => typeof text === 'string' && /scope/i.test(text) && text !== 'insufficient_scope',
  );
}

import type { DraftValue, ServerDraft, ServerView } from '../../../../shared/domain/server.ts';
import type { RedirectWay, TokenMethod } from '../../../../shared/domain/sign-in-settings.ts';
import { fromRow, fromRows, toRow, toRows } from './value-row.ts';
import type { ValueRow } from './value-row.ts';

/** What a sign-in service may want to be told about; empty fields are found out by themselves. */
export interface OAuthForm {
  readonly clientId: string;
  /** Null while there is none, not even a stored one. */
  readonly clientSecret: ValueRow | null;
  /** Separated by spaces. */
  readonly scopes: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** The one sign-in service that client id and secret are for. */
  readonly issuer: string;
  readonly revocationUrl: string;
  /** None of them is secret: they stand in the address of the page. */
  readonly parameters: readonly ValueRow[];
  readonly headers: readonly ValueRow[];
  /** Empty: found out by itself. */
  readonly tokenMethod: TokenMethod | '';
  /** Empty: not said. */
  readonly redirect: RedirectWay | '';
}

/** Nothing is said of a sign-in. */
export const emptyOAuth: OAuthForm = {
  clientId: '',
  clientSecret: null,
  scopes: '',
  authorizationUrl: '',
  tokenUrl: '',
  issuer: '',
  revocationUrl: '',
  parameters: [],
  headers: [],
  tokenMethod: '',
  redirect: '',
};

type OAuth<From extends { auth: unknown }> = Extract<From['auth'], { type: 'oauth' }>;

/** The form of what is known of a sign-in. */
export function toOAuthForm(auth: OAuth<ServerView> | OAuth<ServerDraft>): OAuthForm {
  const { clientId, clientSecret, scopes, authorizationUrl, tokenUrl, issuer } = auth;
  const { revocationUrl, parameters, headers, tokenMethod, redirect } = auth;
  return {
    clientId: clientId ?? '',
    clientSecret: clientSecret === undefined ? null : toRow('clientSecret', clientSecret),
    scopes: scopes?.join(' ') ?? '',
    authorizationUrl: authorizationUrl ?? '',
    tokenUrl: tokenUrl ?? '',
    issuer: issuer ?? '',
    revocationUrl: revocationUrl ?? '',
    parameters: toRows(textValues(parameters)),
    headers: toRows(headers ?? {}),
    tokenMethod: tokenMethod ?? '',
    redirect: redirect ?? '',
  };
}

/** What a form says of a sign-in; empty fields are left out. */
export function fromOAuthForm(form: OAuthForm): OAuth<ServerDraft> {
  const { clientSecret: secret } = form;
  const clientId = form.clientId.trim();
  // A secret goes with the client it belongs to.
  const isLeftOver = clientId === '' && secret?.isSet === true && secret.text === '';
  const scopes = form.scopes.split(/\s+/).filter((scope) => scope !== '');
  const [authorizationUrl, tokenUrl] = [form.authorizationUrl.trim(), form.tokenUrl.trim()];
  const issuer = form.issuer.trim();
  return {
    type: 'oauth',
    ...(clientId === '' ? {} : { clientId }),
    ...(secret === null || isLeftOver ? {} : { clientSecret: fromRow(secret) }),
    ...(scopes.length === 0 ? {} : { scopes }),
    ...(authorizationUrl === '' ? {} : { authorizationUrl }),
    ...(tokenUrl === '' ? {} : { tokenUrl }),
    ...(issuer === '' ? {} : { issuer }),
    ...more(form),
  };
}

/** What few services want to be told. */
function more(form: OAuthForm): Partial<OAuth<ServerDraft>> {
  const revocationUrl = form.revocationUrl.trim();
  const parameters = form.parameters.filter(({ name }) => name.trim() !== '');
  const headers = fromRows(form.headers);
  const { tokenMethod, redirect } = form;
  return {
    ...(revocationUrl === '' ? {} : { revocationUrl }),
    ...(parameters.length === 0
      ? {}
      : { parameters: Object.fromEntries(parameters.map((row) => [row.name.trim(), row.text])) }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(tokenMethod === '' ? {} : { tokenMethod }),
    ...(redirect === '' ? {} : { redirect }),
  };
}

function textValues(texts: Readonly<Record<string, string>> = {}): Record<string, DraftValue> {
  const values = Object.entries(texts).map(([name, text]) => [name, { kind: 'text', text }]);
  return Object.fromEntries(values) as Record<string, DraftValue>;
}

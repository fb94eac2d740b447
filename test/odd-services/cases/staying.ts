import { byHand, knows } from '../odd-case.ts';
import type { OddCase } from '../odd-case.ts';
import { json, wellKnown } from '../service.ts';
import type { OddService, Reply } from '../service.ts';

/** Every renewal is answered with this until the person has signed in again. */
function renewalGets(s: OddService, answer: () => Reply): void {
  s.token = (form) => (form['grant_type'] === 'refresh_token' ? answer() : undefined);
}

const ends = (id: string, title: string, source: string, answer: Reply): OddCase => ({
  id,
  title,
  source,
  want: 'again',
  quirk: (s) => renewalGets(s, () => answer),
  recover: (s) => (s.token = () => undefined),
});

const passes = (id: string, title: string, answer: Reply): OddCase => ({
  id,
  title,
  source: 'own',
  want: 'waits',
  quirk: (s) => renewalGets(s, () => answer),
  recover: (s) => (s.token = () => undefined),
});

/** What happens when the token ends. */
export const stayingCases: readonly OddCase[] = [
  {
    id: 'refresh-without-scope',
    title: 'a renewal with scope is refused as invalid_request',
    source: 'github.com/danny-avila/LibreChat/pull/13412',
    want: 'in',
    quirk: (s) => {
      s.token = (form) =>
        form['grant_type'] === 'refresh_token' && form['scope'] !== undefined
          ? json(400, { error: 'invalid_request', error_description: 'scope is not supported' })
          : undefined;
    },
  },
  {
    id: 'refresh-without-resource',
    title: 'a renewal with resource is refused as unauthorized',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.token = (form) =>
        form['grant_type'] === 'refresh_token' && form['resource'] !== undefined
          ? json(400, { error: 'invalid_target' })
          : undefined;
    },
  },
  {
    id: 'refresh-wants-requested',
    title: 'a renewal takes the scopes that were asked for, not those granted, and not none',
    source: 'Entra AADSTS70011, AADSTS90009',
    want: 'in',
    quirk: (s) => {
      s.granted = () => 'api/read api/write';
      s.token = (form) =>
        form['grant_type'] === 'refresh_token' && form['scope'] !== 'read write'
          ? json(400, { error: 'invalid_request', error_description: 'AADSTS70011' })
          : undefined;
    },
  },
  ends('ended-plainly', 'invalid_grant', 'RFC 6749', json(400, { error: 'invalid_grant' })),
  ends(
    'ended-request',
    'the renewal is an invalid_request',
    'own',
    json(400, { error: 'invalid_request' }),
  ),
  ends(
    'ended-target',
    'the renewal is an invalid_target',
    'own',
    json(400, { error: 'invalid_target' }),
  ),
  ends(
    'ended-error-code',
    'error_code and msg',
    'github.com/supabase/auth/issues/2829',
    json(400, { code: 400, error_code: 'refresh_token_not_found', msg: 'no such token' }),
  ),
  ends(
    'ended-status',
    'status and message',
    'HubSpot',
    json(400, { status: 'BAD_REFRESH_TOKEN', message: 'missing or unknown' }),
  ),
  ends(
    'ended-object',
    'the error is an object',
    'own',
    json(400, { error: { code: 190, message: 'session has expired' } }),
  ),
  ends(
    'ended-403',
    'unauthorized_client with 403',
    'Atlassian community',
    json(403, { error: 'unauthorized_client', error_description: 'refresh_token is invalid' }),
  ),
  ends('ended-401', '401 without a body', 'own', { status: 401, text: 'Unauthorized' }),
  ends('ended-404', '404: the endpoint has gone', 'own', json(404, { message: 'gone' })),
  ends(
    'ended-200',
    '200 with an error in words of its own',
    'Slack',
    json(200, { ok: false, error: 'invalid_refresh_token' }),
  ),
  {
    ...ends(
      'secret-ran-out',
      'invalid_client for a client registered by hand',
      'Entra AADSTS7000222',
      json(401, {
        error: 'invalid_client',
        error_description: 'AADSTS7000222: the secret has run out',
      }),
    ),
    client: byHand,
    quirk: (s) => {
      knows(s);
      renewalGets(s, () =>
        json(401, { error: 'invalid_client', error_description: 'AADSTS7000222' }),
      );
    },
  },
  {
    ...ends(
      'fault-for-ever',
      '500 for ever',
      'github.com/byadsco/meta-ads-mcp/pull/61',
      json(500, { error: 'server_error' }),
    ),
    keepsFailingMs: 301_000,
  },
  passes('outage-503', '503 for a while', json(503, {})),
  passes('outage-portal', 'the page of a network in between', {
    status: 200,
    text: '<h1>Log in</h1>',
  }),
  passes('outage-429', 'too many requests', json(429, {}, { 'retry-after': '1' })),
  {
    id: 'issuer-moved',
    title: 'the service has moved to another issuer',
    source: 'own',
    want: 'again',
    quirk: (s) => {
      let isMoved = false;
      const { metadata } = s;
      const at = () => (isMoved ? `${s.authority}/new` : s.authority);
      s.token = (form) => {
        if (form['grant_type'] !== 'refresh_token') return undefined;
        isMoved = true;
        return json(404, {});
      };
      s.resourceMetadata = () => ({ resource: s.resource + s.path, authorization_servers: [at()] });
      s.atAuthority = (path) =>
        path === wellKnown.oauth + (isMoved ? '/new' : '')
          ? { ...metadata(), issuer: at() }
          : undefined;
    },
  },
  ...(
    [
      ['400', () => json(400, { error: 'invalid_token' })],
      [
        '403',
        (s: OddService) =>
          json(403, {}, { 'www-authenticate': `${s.challenge() ?? ''}, error="invalid_token"` }),
      ],
    ] as const
  ).map(([status, answer]): OddCase => ({
    id: `expired-${status}`,
    title: `an ended token without a known end is answered with ${status} invalid_token`,
    source: 'github.com/PrefectHQ/fastmcp/issues/2461',
    want: 'in',
    quirk: (s) => {
      const { refuse } = s;
      s.issued = ({ expires_in: _, ...tokens }) => json(200, tokens);
      s.refuse = (token) => (token === undefined ? refuse(token) : answer(s));
    },
  })),
  {
    id: 'token-too-new',
    title: 'a new token is taken only after a second',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      const { accepts } = s;
      s.accepts = (token) =>
        accepts(token) && s.now() > (s.live.get(token ?? '')?.since ?? 0) + 1000;
    },
  },
  {
    id: 'never-accepted',
    title: 'the server refuses every token its own service gives out',
    source: 'own',
    want: 'told',
    quirk: (s) => (s.accepts = () => false),
  },
  {
    id: 'short-lived',
    title: 'tokens without a known end that work for a moment only',
    source: 'own',
    want: 'in',
    quirk: (s) => (s.issued = ({ expires_in: _, ...tokens }) => json(200, tokens)),
  },
];

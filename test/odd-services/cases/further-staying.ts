import type { OddCase } from '../odd-case.ts';
import { json } from '../service.ts';
import type { OddService, Reply } from '../service.ts';

function renewalGets(s: OddService, answer: () => Reply): void {
  s.token = (form) => (form['grant_type'] === 'refresh_token' ? answer() : undefined);
}

const ends = (id: string, title: string, answer: Reply): OddCase => ({
  id,
  title,
  source: 'own',
  want: 'again',
  quirk: (s) => renewalGets(s, () => answer),
  recover: (s) => (s.token = () => undefined),
});

/** The same, where only time tells that it is no outage. */
const endsSlowly = (id: string, title: string, answer: Reply): OddCase => ({
  ...ends(id, title, answer),
  keepsFailingMs: 301_000,
});

/** More ways in which a sign-in ends, or does not. */
export const furtherStayingCases: readonly OddCase[] = [
  ends('ended-token', 'invalid_token', json(400, { error: 'invalid_token' })),
  ends(
    'ended-list',
    'a list of errors',
    json(400, { errors: [{ code: 'expired', message: 'x' }] }),
  ),
  ends('ended-camel', 'a code in camel case', json(400, { errorCode: 'InvalidRefreshToken' })),
  ends('ended-as-text', 'invalid_grant as plain text', { status: 400, text: 'invalid_grant' }),
  ends('ended-form', 'invalid_grant, form-encoded', {
    status: 400,
    text: 'error=invalid_grant&error_description=over',
  }),
  ends('ended-410', '410', json(410, { message: 'gone' })),
  ends('ended-422', '422', json(422, { message: 'The refresh token is invalid.' })),
  ends('ended-login', 'access_denied: log in again', json(403, { error: 'login_required' })),
  ends('ended-nothing', 'consent_required', json(400, { error: 'consent_required' })),
  ends('ended-in-data', 'success: false', json(200, { success: false, message: 'expired' })),
  endsSlowly('ended-302', 'the renewal leads to the login page', {
    status: 302,
    headers: { location: '/login' },
  }),
  endsSlowly('ended-page', 'the login page itself, 200, for ever', {
    status: 200,
    text: '<h1>Log in</h1>',
  }),
  endsSlowly('ended-empty', '200 without anything, for ever', json(200, {})),
  endsSlowly('ended-503', '503 for ever', json(503, {})),
  {
    id: 'bare-401',
    title: 'an ended token is refused without a challenge',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      const { refuse } = s;
      s.issued = ({ expires_in: _, ...tokens }) => json(200, tokens);
      s.refuse = (token) => (token === undefined ? refuse(token) : { status: 401, text: 'no' });
    },
  },
  {
    id: 'bare-403',
    title: 'an ended token without a known end is refused with 403 and nothing else',
    source: 'AWS API Gateway',
    want: 'in',
    quirk: (s) => {
      const { refuse } = s;
      s.issued = ({ expires_in: _, ...tokens }) => json(200, tokens);
      s.refuse = (token) =>
        token === undefined ? refuse(token) : json(403, { Message: 'User is not authorized' });
    },
  },
  {
    id: 'ends-early',
    title: 'tokens end long before they were said to',
    source: 'own',
    want: 'in',
    quirk: (s) => (s.issued = (tokens) => json(200, { ...tokens, expires_in: 86_400 })),
  },
  {
    id: 'same-token',
    title: 'a renewal gives the same token once more',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      let first: string | undefined;
      s.isRotating = false;
      s.issued = (tokens) => {
        first ??= String(tokens['access_token']);
        s.live.set(first, { since: s.now(), until: s.now() + s.lifetimeS * 1000 });
        return json(200, { ...tokens, access_token: first });
      };
    },
  },
  {
    id: 'renewal-says-little',
    title: 'a renewal gives the token alone',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.isRotating = false;
      s.issued = (tokens, form) =>
        json(
          200,
          form['grant_type'] === 'refresh_token'
            ? { access_token: tokens['access_token'] }
            : tokens,
        );
    },
  },
  {
    id: 'renewal-nulls',
    title: 'a renewal gives null or an empty text for what stays',
    source: 'own',
    want: 'in',
    quirk: (s) => {
      s.isRotating = false;
      s.issued = (tokens, form) =>
        json(
          200,
          form['grant_type'] === 'refresh_token'
            ? { ...tokens, refresh_token: null, scope: '', id_token: '' }
            : tokens,
        );
    },
  },
  {
    id: 'wants-secret-at-renewal',
    title: 'once unknown, a registered client is registered anew',
    source: 'own',
    want: 'again',
    quirk: (s) => renewalGets(s, () => json(401, { error: 'invalid_client' })),
    recover: (s) => (s.token = () => undefined),
  },
];

import { json, wellKnown } from '../../odd-services/service.ts';
import type { OddService } from '../../odd-services/service.ts';
import {
  answers,
  handMadeId,
  namesIssuer,
  onlyByHand,
  refreshOnlyIf,
  registersOnly,
  hasScope,
  strictPage,
  strictToken,
  withMetadata,
} from './provider.ts';
import type { Provider } from './provider.ts';

const isIpv4Loopback = (uri: string) => uri.startsWith('http://127.0.0.1:');
const atlassianDead = json(403, {
  error: 'unauthorized_client',
  error_description: 'refresh_token is invalid',
});

const withCommas = (scope: unknown) =>
  typeof scope === 'string' ? scope.replaceAll(' ', ',') : '';

/** Metadata that lie at the MCP server itself, which knows nothing of its resource. */
function describedByOrigin(s: OddService): void {
  s.challenge = () => 'Bearer realm="OAuth", error="invalid_token"';
  s.atResource = (path) => (path === wellKnown.oauth ? s.metadata() : undefined);
  s.atAuthority = () => undefined;
}

/** Slack's way of answering: always 200, with `ok`. */
function slack(s: OddService): void {
  const scopes = ['search:read.public', 'chat:write', 'channels:history'];
  onlyByHand(s, ['app.patchbay://oauth/callback', 'http://localhost/callback']);
  s.resourceMetadata = () => ({
    resource: s.resource,
    authorization_servers: [s.resource],
  });
  withMetadata(s, {
    authorization_endpoint: `${s.authority}/oauth/v2_user/authorize`,
    token_endpoint: `${s.authority}/api/oauth.v2.user.access`,
    revocation_endpoint: undefined,
    scopes_supported: scopes,
    code_challenge_methods_supported: ['S256'],
  });
  const { atResource } = s;
  s.atResource = (path) => (path === wellKnown.oauth ? s.metadata() : atResource(path));
  s.atAuthority = () => undefined;
  const isKnown = (scope: string) => scope.split(' ').every((one) => scopes.includes(one));
  strictPage(s, ({ scope }) => {
    if (scope === undefined) return { error: 'invalid_scope', description: 'missing scope' };
    return isKnown(scope) ? undefined : { error: 'invalid_scope', description: scope };
  });
  s.refused = (error) => json(200, { ok: false, error });
  strictToken(s, ({ scope }, isRefresh) =>
    isRefresh && scope !== undefined && !isKnown(scope)
      ? json(200, { ok: false, error: 'invalid_scope' })
      : undefined,
  );
  answers(s, (tokens) => ({
    ok: true,
    app_id: 'A1',
    team: { id: 'T1', name: 'Acme' },
    authed_user: {
      id: 'U1',
      ...tokens,
      token_type: 'user',
      scope: withCommas(tokens['scope']),
    },
  }));
}

/** Services whose sign-in is for their own servers. */
export const productProviders: readonly Provider[] = [
  {
    id: 'atlassian',
    name: 'Atlassian (authv2)',
    oddities: 'its metadata drop the path of the issuer; 127.0.0.1 only',
    verdict: 'in after one decision',
    source: 'https://github.com/anomalyco/opencode/issues/39332',
    hosts: { authority: 'auth.atlassian.com', resource: 'mcp.atlassian.com' },
    path: '/v1/mcp/authv2',
    model: (s) => {
      namesIssuer(s, `${s.authority}/acme-tenant`, ['read:jira-work', 'offline_access']);
      s.atAuthority = (path) =>
        path === `${wellKnown.oauth}/acme-tenant` ? s.metadata() : undefined;
      registersOnly(s, isIpv4Loopback, json(400, { error: 'invalid_redirect_uri' }));
      strictPage(s);
      refreshOnlyIf(s, (asked) => hasScope(asked, 'offline_access'));
      strictToken(s);
    },
    dead: atlassianDead,
  },
  {
    id: 'atlassian-old',
    name: 'Atlassian (older address)',
    oddities: 'the origin publishes metadata of another issuer; no resource metadata',
    verdict: 'in after one decision',
    source: 'https://github.com/atlassian/atlassian-mcp-server/issues/205',
    hosts: { authority: 'cf.mcp.atlassian.com', resource: 'mcp.atlassian.com' },
    path: '/v1/mcp',
    model: (s) => {
      describedByOrigin(s);
      withMetadata(s, {
        authorization_endpoint: `${s.authority}/v1/authorize`,
        token_endpoint: `${s.authority}/v1/token`,
        registration_endpoint: `${s.authority}/register`,
      });
      strictPage(s, ({ resource }) =>
        resource === undefined ? undefined : { error: 'invalid_target' },
      );
      strictToken(s);
    },
    dead: atlassianDead,
  },
  {
    id: 'slack',
    name: 'Slack',
    oddities:
      'issuer of another host, token in `authed_user`, type `user`, scopes with commas, wants a scope, refuses with 200',
    verdict: 'in after one decision',
    note: 'with a client registered by hand; the second click asks for the scopes the service lists',
    source: 'https://github.com/coder/coder/pull/26150',
    hosts: { authority: 'slack.com', resource: 'mcp.slack.com' },
    path: '/mcp',
    client: { id: handMadeId },
    clicks: 2,
    model: slack,
    dead: json(200, { ok: false, error: 'invalid_refresh_token' }),
  },
  {
    id: 'github',
    name: 'GitHub',
    oddities: 'granted scopes with commas, refuses with 200, wants the secret',
    verdict: 'in',
    note: 'with a client registered by hand',
    source:
      'https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
    hosts: { authority: 'github.com', resource: 'api.githubcopilot.com' },
    path: '/mcp',
    client: { id: handMadeId, secret: 'github-secret', issuer: 'https://github.com/login/oauth' },
    model: (s) => {
      const issuer = `${s.authority}/login/oauth`;
      onlyByHand(s, ['http://127.0.0.1/callback'], 'github-secret');
      namesIssuer(s, issuer, ['repo', 'read:org']);
      withMetadata(s, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/access_token`,
        revocation_endpoint: undefined,
        token_endpoint_auth_methods_supported: undefined,
      });
      s.atAuthority = (path) =>
        path === `${wellKnown.oauth}/login/oauth` ? s.metadata() : undefined;
      strictPage(s, ({ scope = '' }) =>
        scope.includes(',') ? { error: 'invalid_scope' } : undefined,
      );
      s.refused = (error, description) =>
        json(200, {
          error: error === 'invalid_client' ? 'incorrect_client_credentials' : error,
          error_description: description,
        });
      strictToken(s);
      answers(s, (tokens) => ({
        ...tokens,
        token_type: 'bearer',
        scope: withCommas(tokens['scope']),
        refresh_token_expires_in: 15_811_200,
      }));
    },
    dead: json(200, {
      error: 'bad_refresh_token',
      error_description: 'The refresh token passed is incorrect or expired.',
    }),
  },
];

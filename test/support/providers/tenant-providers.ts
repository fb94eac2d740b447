import { json, wellKnown } from '../../odd-services/service.ts';
import {
  answers,
  handMadeId,
  hasScope,
  isOnLoopback,
  liesAt,
  namesIssuer,
  onlyByHand,
  refreshOnlyIf,
  registersOnly,
  strictPage,
  strictToken,
  withMetadata,
} from './provider.ts';
import type { Provider } from './provider.ts';

/** Services that run sign-in for others: each customer has a tenant or realm of their own. */
export const tenantProviders: readonly Provider[] = [
  {
    id: 'auth0',
    name: 'Auth0, JumpCloud, Expo, FastMCP',
    oddities: 'the issuer with and without a slash; a dead token is a 403',
    verdict: 'in',
    source: 'https://github.com/anomalyco/opencode/issues/50036',
    hosts: { authority: 'acme.eu.auth0.com', resource: 'mcp.acme.example' },
    path: '/mcp',
    model: (s) => {
      namesIssuer(s, s.authority, ['read:notes']);
      withMetadata(s, {
        issuer: `${s.authority}/`,
        token_endpoint: `${s.authority}/oauth/token`,
        registration_endpoint: `${s.authority}/register`,
        scopes_supported: ['openid', 'profile', 'offline_access', 'email'],
      });
      strictPage(s);
      refreshOnlyIf(s, (asked) => hasScope(asked, 'offline_access'));
      strictToken(s);
    },
    dead: json(403, {
      error: 'invalid_grant',
      error_description: 'Unknown or invalid refresh token.',
    }),
  },
  {
    id: 'keycloak',
    name: 'Keycloak',
    oddities: 'registration refused by a policy',
    verdict: 'in',
    note: 'where the policy takes loopback addresses',
    source: 'https://www.keycloak.org/securing-apps/client-registration',
    hosts: { authority: 'sso.acme.example', resource: 'notes.acme.example' },
    path: '/mcp',
    model: (s) => {
      const issuer = `${s.authority}/realms/acme`;
      const at = `${issuer}/protocol/openid-connect`;
      namesIssuer(s, issuer);
      withMetadata(s, {
        issuer,
        authorization_endpoint: `${at}/auth`,
        token_endpoint: `${at}/token`,
        revocation_endpoint: `${at}/revoke`,
        code_challenge_methods_supported: ['plain', 'S256'],
        scopes_supported: ['openid', 'offline_access', 'profile', 'email', 'roles'],
        authorization_response_iss_parameter_supported: true,
      });
      s.atAuthority = (path) =>
        path === `/realms/acme${wellKnown.openid}` ? s.metadata() : undefined;
      registersOnly(
        s,
        isOnLoopback,
        json(403, {
          error: 'insufficient_scope',
          error_description:
            "Policy 'Trusted Hosts' rejected request to client-registration service.",
        }),
      );
      s.iss = () => issuer;
      strictPage(s);
      strictToken(s);
      answers(s, (tokens) => ({
        ...tokens,
        refresh_expires_in: 0,
        'not-before-policy': 0,
        session_state: 'x',
      }));
    },
    dead: json(400, { error: 'invalid_grant', error_description: 'Token is not active' }),
  },
  {
    id: 'cognito',
    name: 'AWS Cognito, AgentCore',
    oddities:
      'no PKCE listed, metadata on another site than page and tokens, no registration, no rotation',
    verdict: 'in after one decision',
    note: 'with a client registered by hand',
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html',
    hosts: {
      authority: 'acme.auth.us-east-1.amazoncognito.com',
      resource: 'bedrock-agentcore.us-east-1.amazonaws.com',
      more: ['cognito-idp.us-east-1.amazonaws.com'],
    },
    path: '/runtimes/notes/invocations',
    client: { id: handMadeId },
    model: (s) => {
      const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf';
      onlyByHand(s, ['http://localhost/callback', 'app.patchbay://oauth/callback']);
      namesIssuer(s, issuer, ['openid', 'notes/read']);
      withMetadata(s, {
        issuer,
        authorization_endpoint: `${s.authority}/oauth2/authorize`,
        token_endpoint: `${s.authority}/oauth2/token`,
        revocation_endpoint: `${s.authority}/oauth2/revoke`,
        code_challenge_methods_supported: undefined,
        scopes_supported: ['openid', 'email', 'phone', 'profile'],
      });
      liesAt(s, `/us-east-1_AbCdEf${wellKnown.openid}`);
      strictPage(s, ({ scope = '' }) =>
        hasScope({ scope }, 'offline_access') ? { page: 'invalid_scope' } : undefined,
      );
      s.isRotating = false;
      strictToken(s);
    },
    dead: json(400, { error: 'invalid_grant' }),
  },
  {
    id: 'okta',
    name: 'Okta',
    oddities: 'metadata appended to the path of the issuer, registration closed',
    verdict: 'in',
    note: 'with a client registered by hand',
    source: 'https://developer.okta.com/docs/api/openapi/okta-oauth/guides/overview/',
    hosts: { authority: 'acme.okta.com', resource: 'mcp.acme.example' },
    path: '/mcp',
    client: { id: handMadeId },
    model: (s) => {
      const issuer = `${s.authority}/oauth2/default`;
      onlyByHand(s, ['app.patchbay://oauth/callback']);
      namesIssuer(s, issuer, ['notes.read']);
      withMetadata(s, {
        issuer,
        authorization_endpoint: `${issuer}/v1/authorize`,
        token_endpoint: `${issuer}/v1/token`,
        revocation_endpoint: `${issuer}/v1/revoke`,
        registration_endpoint: `${s.authority}/oauth2/v1/clients`,
        scopes_supported: ['openid', 'offline_access', 'notes.read'],
      });
      liesAt(s, `/oauth2/default${wellKnown.oauth}`);
      strictPage(s);
      refreshOnlyIf(s, (asked) => hasScope(asked, 'offline_access'));
      strictToken(s);
    },
    dead: json(400, {
      error: 'invalid_grant',
      error_description: 'The refresh token is invalid or expired.',
    }),
  },
  {
    id: 'zitadel',
    name: 'Zitadel',
    oddities: 'renewals without scope, tokens that cannot be read',
    verdict: 'in',
    note: 'with a client registered by hand',
    source: 'https://github.com/danny-avila/LibreChat/pull/13412',
    hosts: { authority: 'acme.zitadel.cloud', resource: 'mcp.acme.example' },
    path: '/mcp',
    client: { id: handMadeId },
    model: (s) => {
      onlyByHand(s, ['app.patchbay://oauth/callback', 'http://127.0.0.1/callback']);
      withMetadata(s, {
        authorization_endpoint: `${s.authority}/oauth/v2/authorize`,
        token_endpoint: `${s.authority}/oauth/v2/token`,
        scopes_supported: ['openid', 'profile', 'offline_access'],
      });
      liesAt(s, wellKnown.openid);
      strictPage(s);
      refreshOnlyIf(s, (asked) => hasScope(asked, 'offline_access'));
      strictToken(s, ({ scope }, isRefresh) =>
        isRefresh && scope !== undefined
          ? json(400, { error: 'invalid_request', error_description: 'Errors.OIDCSession.Scope' })
          : undefined,
      );
    },
    dead: json(400, {
      error: 'invalid_grant',
      error_description: 'Errors.OIDCSession.RefreshTokenInvalid',
    }),
  },
  {
    id: 'logto',
    name: 'Logto, other servers of node-oidc-provider',
    oddities: 'a refresh token only for `prompt=consent`; an end of the session is the first sign',
    verdict: 'in',
    note: 'signing in once more after the first token; from then on it lasts',
    source: 'https://github.com/panva/node-oidc-provider/blob/main/docs/README.md',
    hosts: { authority: 'acme.logto.app', resource: 'mcp.acme.example' },
    path: '/mcp',
    clicks: 2,
    model: (s) => {
      const issuer = `${s.authority}/oidc`;
      namesIssuer(s, issuer, ['read:notes']);
      withMetadata(s, {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        scopes_supported: ['openid', 'offline_access'],
        authorization_response_iss_parameter_supported: true,
      });
      s.atAuthority = (path) => (path === `/oidc${wellKnown.openid}` ? s.metadata() : undefined);
      s.iss = () => issuer;
      strictPage(s);
      refreshOnlyIf(
        s,
        (asked) => hasScope(asked, 'offline_access') && asked['prompt'] === 'consent',
      );
      strictToken(s);
    },
    dead: json(400, { error: 'invalid_grant', error_description: 'grant request is invalid' }),
  },
];

import { json, wellKnown } from '../../odd-services/service.ts';
import type { OddService } from '../../odd-services/service.ts';
import {
  answers,
  handMadeId,
  hasScope,
  liesAt,
  namesIssuer,
  onlyByHand,
  refreshOnlyIf,
  strictPage,
  strictToken,
  withMetadata,
} from './provider.ts';
import type { Provider } from './provider.ts';

const powerBi = 'https://analysis.windows.net/powerbi/api';

/** Microsoft's page and token endpoint, for the organisation `tenant` stands for. */
function entra(s: OddService, tenant: string, issuer: string): void {
  const at = `${s.authority}/${tenant}`;
  onlyByHand(s, ['http://localhost/callback']);
  namesIssuer(s, `${at}/v2.0`, [`${powerBi}/.default`]);
  withMetadata(s, {
    issuer,
    authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
    token_endpoint: `${at}/oauth2/v2.0/token`,
    revocation_endpoint: undefined,
    code_challenge_methods_supported: undefined,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  });
  liesAt(s, `/${tenant}/v2.0${wellKnown.openid}`);
  strictPage(s, ({ resource, prompt = '', scope }) => {
    if (resource !== undefined) return { page: 'AADSTS9010010: resource does not match scope' };
    if (prompt.includes('consent')) return { page: 'AADSTS90095: admin consent required' };
    return scope === undefined ? { page: 'AADSTS900144: scope is missing' } : undefined;
  });
  refreshOnlyIf(s, (asked) => hasScope(asked, 'offline_access'));
  s.granted = () => `${powerBi}/Dataset.Read.All`;
  const no = (error: string, description: string) =>
    json(400, { error, error_description: description, error_codes: [0], trace_id: 'x' });
  strictToken(s, ({ resource, scope }, isRefresh) => {
    if (resource !== undefined) return no('invalid_request', 'AADSTS901002: resource');
    if (!isRefresh) return undefined;
    if (scope === undefined) return no('invalid_request', 'AADSTS90009: no scope');
    const isAsked = scope.split(' ').every((one) => !one.startsWith(`${powerBi}/Dataset`));
    return isAsked ? undefined : no('invalid_scope', 'AADSTS70011: scope');
  });
  answers(s, (tokens) => ({ ...tokens, ext_expires_in: tokens['expires_in'] }));
}

const entraDead = json(400, {
  error: 'invalid_grant',
  error_description: 'AADSTS700082: The refresh token has expired due to inactivity.',
  error_codes: [700082],
});

/** The companies most people have an account with. */
export const companyProviders: readonly Provider[] = [
  {
    id: 'entra-many',
    name: 'Microsoft Entra v2, several tenants',
    oddities:
      '`resource` refused, `{tenantid}` as issuer, no PKCE listed, `prompt=consent` blocked, granted names cannot be asked for',
    verdict: 'in',
    note: 'with a client registered by hand',
    source: 'https://github.com/microsoft/powerbi-modeling-mcp/issues/68',
    hosts: { authority: 'login.microsoftonline.com', resource: 'api.fabric.microsoft.com' },
    path: '/v1/mcp/powerbi',
    client: { id: handMadeId },
    model: (s) => entra(s, 'organizations', `${s.authority}/{tenantid}/v2.0`),
    dead: entraDead,
  },
  {
    id: 'entra-one',
    name: 'Microsoft Entra v2, one tenant',
    oddities: '`resource` refused, no PKCE listed',
    verdict: 'in',
    note: 'with a client registered by hand',
    source: 'https://github.com/anthropics/claude-code/issues/73460',
    hosts: { authority: 'login.microsoftonline.com', resource: 'mcp.contoso.example' },
    path: '/mcp',
    client: { id: handMadeId },
    model: (s) => {
      const tenant = '5d9dbf0e-9a3f-4d5e-8a61-0f9ad4a1a3c2';
      entra(s, tenant, `${s.authority}/${tenant}/v2.0`);
    },
    dead: entraDead,
  },
  {
    id: 'google',
    name: 'Google Workspace',
    oddities:
      'a refresh token only for `access_type=offline`, loopback addresses only, tokens from another host, no rotation',
    verdict: 'in',
    note: 'with a client registered by hand',
    source: 'https://developers.google.com/identity/protocols/oauth2/native-app',
    hosts: {
      authority: 'accounts.google.com',
      resource: 'gmailmcp.googleapis.com',
      more: ['oauth2.googleapis.com'],
    },
    path: '/mcp/v1',
    client: {
      id: handMadeId,
      secret: 'GOCSPX-made-by-hand',
      issuer: 'https://accounts.google.com',
    },
    model: (s) => {
      onlyByHand(s, ['http://127.0.0.1/callback'], 'GOCSPX-made-by-hand');
      namesIssuer(s, `${s.authority}/`, ['https://www.googleapis.com/auth/gmail.readonly']);
      withMetadata(s, {
        authorization_endpoint: `${s.authority}/o/oauth2/v2/auth`,
        token_endpoint: 'https://oauth2.googleapis.com/token',
        revocation_endpoint: 'https://oauth2.googleapis.com/revoke',
        userinfo_endpoint: 'https://openidconnect.googleapis.com/v1/userinfo',
        code_challenge_methods_supported: ['plain', 'S256'],
        token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
        scopes_supported: ['openid', 'email', 'profile'],
      });
      liesAt(s, wellKnown.openid);
      strictPage(s, ({ scope }) => (scope === undefined ? { page: 'invalid_request' } : undefined));
      s.isRotating = false;
      // Whoever has agreed before is not asked again, and gets no second refresh token.
      refreshOnlyIf(
        s,
        ({ access_type: type, prompt }) =>
          type === 'offline' && (s.seen.exchange === 0 || prompt === 'consent'),
      );
      s.iss = () => s.authority;
      strictToken(s);
      answers(s, (tokens) => ({ ...tokens, refresh_token_expires_in: 604_799 }));
    },
    dead: json(400, {
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    }),
  },
  {
    id: 'salesforce',
    name: 'Salesforce',
    oddities:
      'issuer of another host, `http://localhost` only, renewals without scope, no lifetime told, no rotation',
    verdict: 'in after one decision',
    note: 'with a client registered by hand',
    source: 'https://github.com/danny-avila/LibreChat/pull/13412',
    hosts: {
      authority: 'login.salesforce.com',
      resource: 'api.salesforce.com',
    },
    path: '/platform/mcp/v1/platform/sobject-all',
    client: { id: handMadeId },
    model: (s) => {
      onlyByHand(s, ['http://localhost/callback']);
      namesIssuer(s, s.resource, ['mcp_api', 'refresh_token']);
      withMetadata(s, {
        authorization_endpoint: `${s.authority}/services/oauth2/authorize`,
        token_endpoint: `${s.authority}/services/oauth2/token`,
        revocation_endpoint: `${s.authority}/services/oauth2/revoke`,
      });
      const { atResource } = s;
      s.atResource = (path) => (path === wellKnown.oauth ? s.metadata() : atResource(path));
      s.atAuthority = () => undefined;
      strictPage(s);
      refreshOnlyIf(s, (asked) => hasScope(asked, 'refresh_token'));
      s.isRotating = false;
      strictToken(s, ({ scope }, isRefresh) =>
        isRefresh && scope !== undefined
          ? json(400, {
              error: 'invalid_request',
              error_description: 'scope parameter not supported',
            })
          : undefined,
      );
      answers(s, ({ expires_in: _, ...tokens }) => ({
        ...tokens,
        instance_url: 'https://acme.my.salesforce.com',
        id: 'https://login.salesforce.com/id/00D/005',
        issued_at: String(s.now()),
        signature: 'c2ln',
      }));
    },
    dead: json(400, {
      error: 'invalid_grant',
      error_description: 'expired access/refresh token',
    }),
  },
];
